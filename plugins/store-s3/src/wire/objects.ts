/** Objects of one bucket, by their keys. */
import type { Readable } from 'node:stream';
import { bytesOf } from './send.js';
import type { S3Client } from './s3-client.js';
import { errorOf, S3Error } from './s3-error.js';
import { blocks, escape, textOf } from './xml.js';

export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
}
export interface OpenUpload {
  readonly key: string;
  readonly id: string;
  readonly at: number;
}
/** Of bytes, at least one; without `to`: to the end. */
export interface Range {
  readonly from: number;
  readonly to?: number;
}
/** Throws S3Error. A key that is not there is no error. */
export interface Objects {
  readonly client: S3Client;
  put(key: string, body: Uint8Array): Promise<void>;
  /** undefined: it is not there. The stream must be read or destroyed. */
  open(key: string, range?: Range): Promise<Readable | undefined>;
  get(key: string, range?: Range): Promise<Buffer | undefined>;
  /** How long it is. */
  bytes(key: string): Promise<number | undefined>;
  remove(key: string): Promise<void>;
  list(prefix: string): AsyncGenerator<ListedObject>;
  startUpload(key: string): Promise<string>;
  /** Answers what `finishUpload` is to be given. */
  putPart(upload: Pick<OpenUpload, 'key' | 'id'>, part: number, body: Uint8Array): Promise<string>;
  finishUpload(upload: Pick<OpenUpload, 'key' | 'id'>, tags: readonly string[]): Promise<void>;
  /** Repeatable. */
  abortUpload(upload: Pick<OpenUpload, 'key' | 'id'>): Promise<void>;
  uploads(prefix: string): AsyncGenerator<OpenUpload>;
}

/** `atRest`: headers of what is written, for encryption. */
export function createObjects(
  client: S3Client,
  atRest: Readonly<Record<string, string>> = {},
): Objects {
  const put = async (
    key: string,
    query: Record<string, string>,
    body: Uint8Array,
    headers = {},
  ) => {
    const answer = await client.call({ method: 'PUT', key, query, body, headers });
    await bytesOf(answer);
    return answer.headers;
  };
  const open: Objects['open'] = async (key, range) => {
    const last = range?.to === undefined ? '' : range.to - 1;
    const headers: Record<string, string> = range ? { range: `bytes=${range.from}-${last}` } : {};
    return orMissing(client.call({ method: 'GET', key, headers }));
  };
  return {
    client,
    open,
    put: async (key, body) => void (await put(key, {}, body, atRest)),
    async get(key, range) {
      const answer = await open(key, range);
      return answer && bytesOf(answer as never);
    },
    async bytes(key) {
      const answer = await orMissing(client.call({ method: 'HEAD', key }));
      answer?.resume();
      return answer && Number(answer.headers['content-length']);
    },
    async remove(key) {
      await orMissing(client.text({ method: 'DELETE', key }));
    },
    async *list(prefix) {
      const query = { 'list-type': '2', prefix, 'max-keys': '1000' };
      const pages = pagesOf(client, query, (page) => ({
        'continuation-token': textOf(page, 'NextContinuationToken') ?? '',
      }));
      for await (const page of pages) yield* blocks(page, 'Contents').map(listed);
    },
    startUpload: async (key) => {
      const answer = await client.text({
        method: 'POST',
        key,
        query: { uploads: '' },
        headers: atRest,
      });
      const id = textOf(answer, 'UploadId');
      if (id === undefined)
        throw new S3Error(200, 'NoUploadId', 'The server answered no upload id.');
      return id;
    },
    async putPart({ key, id }, part, body) {
      const { etag } = await put(key, { partNumber: String(part), uploadId: id }, body);
      return etag ?? '';
    },
    async finishUpload({ key, id }, tags) {
      const parts = tags.map(
        (tag, index) =>
          `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escape(tag)}</ETag></Part>`,
      );
      const body = Buffer.from(
        `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
      );
      const headers = { 'content-type': 'application/xml' };
      const answer = await client.text({
        method: 'POST',
        key,
        query: { uploadId: id },
        body,
        headers,
      });
      // The status was sent before the work was done.
      if (answer.includes('<Error>')) throw errorOf(500, {}, answer);
    },
    async abortUpload({ key, id }) {
      await orMissing(client.text({ method: 'DELETE', key, query: { uploadId: id } }));
    },
    async *uploads(prefix) {
      const pages = pagesOf(client, { uploads: '', prefix }, (page) => ({
        'key-marker': textOf(page, 'NextKeyMarker') ?? '',
        'upload-id-marker': textOf(page, 'NextUploadIdMarker') ?? '',
      }));
      for await (const page of pages) yield* blocks(page, 'Upload').map(upload);
    },
  };
}

async function* pagesOf(
  client: S3Client,
  query: Readonly<Record<string, string>>,
  next: (page: string) => Record<string, string>,
): AsyncGenerator<string> {
  for (let more: Record<string, string> = {}; ;) {
    const page = await client.text({ method: 'GET', key: '', query: { ...query, ...more } });
    yield page;
    if (textOf(page, 'IsTruncated') !== 'true') return;
    more = next(page);
  }
}

const listed = (block: string): ListedObject => ({
  key: textOf(block, 'Key') ?? '',
  bytes: Number(textOf(block, 'Size')),
  at: Date.parse(textOf(block, 'LastModified') ?? ''),
});
const upload = (block: string): OpenUpload => ({
  key: textOf(block, 'Key') ?? '',
  id: textOf(block, 'UploadId') ?? '',
  at: Date.parse(textOf(block, 'Initiated') ?? ''),
});

/** Without the bucket there is no key either: that is an error all the same. */
async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const isMissing = error instanceof S3Error && error.status === 404;
    if (isMissing && error.reason !== 'NoSuchBucket') return undefined;
    throw error;
  }
}
