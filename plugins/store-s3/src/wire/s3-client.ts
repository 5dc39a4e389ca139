/** The calls of S3 that this plugin makes, signed, each tried again where that may help. */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '@turnpike/sdk';
import type { CredentialSource } from '../credentials/credential-source.js';
import { encodeQuery } from './encode.js';
import { hostOf, pathOf, type BucketPlace } from './place.js';
import { errorOf, isTransient, S3Error } from './s3-error.js';
import { bytesOf, type Sender } from './send.js';
import { sha256, signedHeaders, signedQuery } from './sign.js';

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Empty: the bucket. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** In place of the body's own: for a probe. */
  readonly bodyHash?: string;
  readonly signal?: AbortSignal;
  /** Default 4. */
  readonly tries?: number;
}
export interface S3Client {
  readonly bucket: string;
  /** The answer if it is a good one; its body must be read or destroyed. Throws S3Error. */
  call(call: Call): Promise<IncomingMessage>;
  /** The same with its body as text. */
  text(call: Call): Promise<string>;
  /** An address that anybody may fetch for a while. `query`: what the answer is to say of itself. */
  link(key: string, seconds: number, query?: Readonly<Record<string, string>>): Promise<string>;
  /** How far the server's clock is ahead of ours, once that was found out. */
  readonly skewMs: number;
  close(): void;
}
export interface S3ClientOptions {
  readonly place: BucketPlace;
  /** Where others reach it; the same unless said otherwise. */
  readonly publicEndpoint?: URL;
  readonly region: string;
  readonly credentials: CredentialSource;
  readonly sender: Sender;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
}

const TRIES = 4;
const FIRST_PAUSE_MS = 100;
const EMPTY = new Uint8Array(0);
const EMPTY_HASH = sha256('');

export function createS3Client(options: S3ClientOptions): S3Client {
  const { place, region, credentials, sender, clock } = options;
  let skewMs = 0;

  async function once(call: Call): Promise<IncomingMessage> {
    const { method, key, query = {}, headers = {}, body, signal } = call;
    const path = pathOf(place, key);
    const hash = call.bodyHash ?? (body ? sha256(body) : EMPTY_HASH);
    const signed = signedHeaders({ method, host: hostOf(place), path, query, headers }, hash, {
      ...{ credentials: await credentials.get(), region, service: 's3' },
      at: new Date(clock.now() + skewMs),
    });
    const search = encodeQuery(query);
    const url = new URL(
      `${place.endpoint.protocol}//${hostOf(place)}${path}${search && `?${search}`}`,
    );
    const answer = await sender.send({
      ...{ method, url, headers: signed },
      ...(body || method === 'PUT' || method === 'POST' ? { body: body ?? EMPTY } : {}),
      ...(signal ? { signal } : {}),
    });
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    const said = (await bytesOf(answer)).toString();
    const error = errorOf(status, answer.headers, said);
    if (error.reason === 'RequestTimeTooSkewed') skewMs = skewOf(answer, clock.now()) ?? skewMs;
    throw error;
  }

  async function call(wanted: Call): Promise<IncomingMessage> {
    const corrected = skewMs;
    for (let tried = 1; ; tried += 1) {
      try {
        return await once(wanted);
      } catch (error) {
        if (!(error instanceof S3Error) || wanted.signal?.aborted) throw error;
        const isExpired = error.reason === 'ExpiredToken';
        if (isExpired) credentials.forget();
        const isMended = tried === 1 && (isExpired || skewMs !== corrected);
        if (!isMended && (!isTransient(error) || tried >= (wanted.tries ?? TRIES))) throw error;
        // Not all at the same moment.
        await clock.sleep(FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + Math.random()), wanted.signal);
      }
    }
  }

  return {
    bucket: place.bucket,
    call,
    get skewMs() {
      return skewMs;
    },
    text: async (wanted) => (await bytesOf(await call(wanted))).toString(),
    async link(key, seconds, query = {}) {
      const outside = { ...place, endpoint: options.publicEndpoint ?? place.endpoint };
      const [host, path] = [hostOf(outside), pathOf(outside, key)];
      const signed = signedQuery({ method: 'GET', host, path, query }, seconds, {
        ...{ credentials: await credentials.get(), region, service: 's3' },
        at: new Date(clock.now() + skewMs),
      });
      return `${outside.endpoint.protocol}//${host}${path}?${encodeQuery(signed)}`;
    },
    close: () => sender.close(),
  };
}

function skewOf({ headers }: IncomingMessage, now: number): number | undefined {
  const theirs = Date.parse(headers.date ?? '');
  return Number.isNaN(theirs) ? undefined : theirs - now;
}
