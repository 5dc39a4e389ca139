/** What an S3 server answered, or that none did. */
import { textOf } from './xml.js';

export class S3Error extends Error {
  /** 0: there was no answer. */
  readonly status: number;
  /** `NoSuchKey`, `SignatureDoesNotMatch`, …; where there was no answer the system's: `ECONNREFUSED`. */
  readonly reason: string;
  /** Where the bucket is, as the server says. */
  readonly region: string | undefined;

  constructor(status: number, reason: string, message: string, region?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'S3Error';
    this.status = status;
    this.reason = reason;
    this.region = region;
  }
}

/** Of an answer's status, headers and body. Some servers put an error into an answer of 200. */
export function errorOf(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): S3Error {
  const reason = textOf(body, 'Code') ?? BY_STATUS[status] ?? 'Unknown';
  const region = headers['x-amz-bucket-region'] ?? textOf(body, 'Region');
  const said = textOf(body, 'Message') ?? `The server answered ${status}.`;
  return new S3Error(status, reason, said, typeof region === 'string' ? region : undefined);
}

/** Answers to HEAD have no body. */
const BY_STATUS: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  403: 'AccessDenied',
  404: 'NotFound',
  412: 'PreconditionFailed',
  416: 'InvalidRange',
  501: 'NotImplemented',
  507: 'InsufficientStorage',
};

const TRANSIENT = new Set([
  'InternalError',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'OperationAborted',
]);

/** May the same request succeed in a moment? */
export function isTransient({ status, reason }: S3Error): boolean {
  if (TRANSIENT.has(reason)) return true;
  return status === 0 || status === 429 || [500, 502, 503, 504].includes(status);
}
