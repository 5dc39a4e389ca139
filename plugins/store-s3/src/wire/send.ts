/** One HTTP exchange with an S3 server. */
import { readFileSync } from 'node:fs';
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { S3Error } from './s3-error.js';

export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
}
export interface Sender {
  /** The answer when its headers are there; its body must be read or destroyed. Throws S3Error without one. */
  send(request: Sent): Promise<IncomingMessage>;
  close(): void;
}

/** Neither a byte came nor went for so long. */
const IDLE_MS = 30_000;

export function createSender(options: {
  readonly connections: number;
  readonly caFile?: string;
}): Sender {
  const pool = { keepAlive: true, maxSockets: options.connections, timeout: IDLE_MS };
  const plain = new PlainAgent(pool);
  const ca = options.caFile === undefined ? undefined : readFileSync(options.caFile);
  const secure = new SecureAgent({ ...pool, ...(ca ? { ca } : {}) });
  return {
    send({ method, url, headers, body, signal }) {
      const isPlain = url.protocol === 'http:';
      const [start, agent] = isPlain ? [plainRequest, plain] : [secureRequest, secure];
      const length = body ? { 'content-length': String(body.byteLength) } : {};
      return new Promise((resolve, reject) => {
        const request = start(url, {
          ...{ method, agent },
          headers: { ...headers, ...length },
          ...(signal ? { signal } : {}),
        });
        request.setTimeout(IDLE_MS, () => request.destroy(new Error(`silent for ${IDLE_MS} ms`)));
        request.once('response', resolve);
        request.once('error', (error) => reject(noAnswer(error, url)));
        request.end(body);
      });
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function noAnswer(error: Error, url: URL): S3Error {
  const reason = (error as NodeJS.ErrnoException).code ?? 'NoAnswer';
  return new S3Error(0, reason, `${url.host}: ${error.message || reason}`, undefined, error);
}

/** The whole body of an answer. Throws S3Error where it is cut off. */
export async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    throw new S3Error(0, 'Torn', 'The answer was cut off.', undefined, error);
  }
}
