/** What S3 answers, as errors of the platform: each says what is wrong and the way out. */
import { TurnpikeError, type ErrorCode } from '@turnpike/sdk';
import { isTransient, S3Error } from './wire/s3-error.js';

interface Fault {
  readonly code: ErrorCode;
  readonly key?: string;
  readonly wayOut: string;
}

const KEY: Fault = {
  code: 'TURNPIKE_OBJECTS_KEY',
  key: 'store-s3.secretKey',
  wayOut: 'Set the key and the secret that belong together, of a user of this server.',
};
const REGION: Fault = {
  code: 'TURNPIKE_OBJECTS_REGION',
  key: 'store-s3.region',
  wayOut: 'Set store-s3.region to the region of the bucket.',
};
const BUCKET: Fault = {
  code: 'TURNPIKE_OBJECTS_BUCKET',
  key: 'store-s3.bucket',
  wayOut:
    'Make the bucket, or set store-s3.bucket, store-s3.endpoint and store-s3.pathStyle to where it is.',
};
const FULL: Fault = {
  code: 'TURNPIKE_OBJECTS_FULL',
  wayOut: 'Make room in the bucket, or raise its quota. What could not be stored waits meanwhile.',
};
const BY_REASON: Readonly<Record<string, Fault>> = {
  InvalidAccessKeyId: KEY,
  SignatureDoesNotMatch: KEY,
  InvalidToken: KEY,
  ExpiredToken: KEY,
  RequestTimeTooSkewed: {
    code: 'TURNPIKE_OBJECTS_CLOCK',
    wayOut: 'Set the clock of this machine, or that of the S3 server; NTP keeps them right.',
  },
  AuthorizationHeaderMalformed: REGION,
  PermanentRedirect: REGION,
  TemporaryRedirect: REGION,
  NoSuchBucket: BUCKET,
  InvalidBucketName: BUCKET,
  AccessDenied: {
    code: 'TURNPIKE_OBJECTS_RIGHTS',
    wayOut: 'Give the user of this key the rights that the README of store-s3 lists.',
  },
  InsufficientStorage: FULL,
  InsufficientCapacity: FULL,
  QuotaExceeded: FULL,
  XMinioStorageFull: FULL,
  XMinioAdminBucketQuotaExceeded: FULL,
};
const AWAY: Fault = {
  code: 'TURNPIKE_OBJECTS_UNAVAILABLE',
  key: 'store-s3.endpoint',
  wayOut:
    'Look whether the S3 server runs and can be reached from here. It is tried again meanwhile.',
};
const REFUSED: Fault = {
  code: 'TURNPIKE_OBJECTS_REFUSED',
  wayOut: 'Look up what the server said.',
};

/** Anything that is no answer of S3 stays as it is. `what`: what was tried, for people. */
export function asFault(error: unknown, what?: string): unknown {
  if (!(error instanceof S3Error)) return error;
  const { code, key, wayOut } = faultOf(error);
  const region = error.region === undefined ? '' : ` The bucket is in ${error.region}.`;
  const words = `${what === undefined ? '' : `${what}: `}${error.reason}: ${error.message}${region}`;
  const details = { wayOut, status: error.status, reason: error.reason, ...(key ? { key } : {}) };
  return new TurnpikeError(code, words, details, error);
}

function faultOf(error: S3Error): Fault {
  const known = BY_REASON[error.reason];
  if (known) return known;
  if (error.status === 507) return FULL;
  return isTransient(error) ? AWAY : REFUSED;
}

/** Runs it with S3's answers as errors of the platform. */
export async function orFault<T>(work: () => Promise<T>, what?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFault(error, what);
  }
}

/** Is S3 to blame, so that what waits here is tried again? */
export const isS3Fault = (error: unknown): boolean =>
  error instanceof S3Error ||
  (error instanceof TurnpikeError && error.code.startsWith('TURNPIKE_OBJECTS_'));
