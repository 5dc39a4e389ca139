/** What a server takes that it should refuse. Nothing here relies on it; who runs the server should know. */
import { randomUUID } from 'node:crypto';
import type { Objects } from '../wire/objects.js';
import { S3Error } from '../wire/s3-error.js';
import { sha256 } from '../wire/sign.js';

interface Trial {
  readonly words: string;
  /** Is it taken? */
  run(key: string): Promise<boolean>;
}

/** `stranger`: the same bucket with a secret that is wrong. Answers a sentence for each. */
export async function laxness(
  objects: Objects,
  stranger: Objects,
  prefix: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { words, run } of trialsOf(objects, stranger)) {
    const key = `${prefix}.probe/${randomUUID()}`;
    if (await run(key)) found.push(words);
    await objects.remove(key);
  }
  return found;
}

const BODY = Buffer.from('probe');
/** As clients of AWS send a stream by default. */
const FRAMED = Buffer.from('5\r\nprobe\r\n0\r\nx-amz-checksum-crc32:f5vrxQ==\r\n\r\n');

function trialsOf(objects: Objects, stranger: Objects): readonly Trial[] {
  const { client } = objects;
  return [
    {
      words:
        'it serves whoever signs with a wrong secret: everybody who reaches it reads everything',
      async run(key) {
        await objects.put(key, BODY);
        return taken(async () => void (await stranger.get(key)));
      },
    },
    {
      words:
        'it keeps other bytes than were signed: what is damaged on the way is not found out there',
      run: (key) =>
        taken(() =>
          client.text({ method: 'PUT', key, body: BODY, bodyHash: sha256('other bytes') }),
        ),
    },
    {
      words: 'it ignores preconditions',
      async run(key) {
        await objects.put(key, BODY);
        const headers = { 'if-none-match': '*' };
        return taken(() => client.text({ method: 'PUT', key, body: BODY, headers }));
      },
    },
    {
      words:
        'it keeps the frames of uploads in chunks as if they were content, as other clients send them',
      async run(key) {
        const headers = {
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': String(BODY.byteLength),
          'x-amz-trailer': 'x-amz-checksum-crc32',
        };
        const bodyHash = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
        const isTaken = await taken(() =>
          client.text({ method: 'PUT', key, body: FRAMED, headers, bodyHash }),
        );
        return isTaken && (await objects.bytes(key)) !== BODY.byteLength;
      },
    },
    {
      words: 'it cannot end uploads in parts: what was cut off stays there',
      async run(key) {
        const id = await objects.startUpload(key);
        return !(await taken(() => objects.abortUpload({ key, id })));
      },
    },
  ];
}

/** Any refusal will do; that there was no answer is none. */
async function taken(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof S3Error && error.status > 0) return false;
    throw error;
  }
}
