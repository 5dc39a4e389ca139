/** Does with an object of its own what the stores do, and names each right that is missing. */
import { randomUUID } from 'node:crypto';
import { TurnpikeError } from '@turnpike/sdk';
import { asFault } from '../faults.js';
import type { Objects } from '../wire/objects.js';
import { S3Error } from '../wire/s3-error.js';

interface Step {
  /** As policies name it. */
  readonly right: string;
  readonly what: string;
  run(): Promise<unknown>;
}

/** Throws what is wrong: key, clock, region, bucket, or all rights that are missing. */
export async function probeRights(objects: Objects, prefix: string): Promise<void> {
  const missing: string[] = [];
  for (const step of stepsOf(objects, `${prefix}.probe/${randomUUID()}`, prefix)) {
    try {
      await step.run();
    } catch (error) {
      if (cannot(error)) continue;
      if (!isDenied(error)) throw asFault(error, step.what);
      missing.push(`${step.right} (${step.what})`);
    }
  }
  if (missing.length > 0) throw noRights(objects.client.bucket, missing);
}

function stepsOf(objects: Objects, key: string, prefix: string): readonly Step[] {
  const body = Buffer.from('probe');
  let id: string | undefined;
  return [
    {
      right: 's3:ListBucket',
      what: 'listing keys',
      run: () => anyOf(objects.list(`${prefix}.probe/`)),
    },
    { right: 's3:PutObject', what: 'writing', run: () => objects.put(key, body) },
    { right: 's3:GetObject', what: 'reading', run: () => objects.get(key, { from: 1, to: 3 }) },
    {
      right: 's3:PutObject',
      what: 'beginning an upload in parts',
      run: async () => (id = await objects.startUpload(key)),
    },
    {
      right: 's3:ListBucketMultipartUploads',
      what: 'listing uploads',
      run: () => anyOf(objects.uploads(`${prefix}.probe/`)),
    },
    {
      right: 's3:AbortMultipartUpload',
      what: 'ending an upload',
      run: async () => id !== undefined && objects.abortUpload({ key, id }),
    },
    { right: 's3:DeleteObject', what: 'removing', run: () => objects.remove(key) },
  ];
}

async function anyOf(all: AsyncIterable<unknown>): Promise<void> {
  for await (const one of all) return void one;
}

const isDenied = (error: unknown): boolean =>
  error instanceof S3Error && error.reason === 'AccessDenied';
/** Old servers have no such call: what is told of as lax, not as a fault. */
const cannot = (error: unknown): boolean =>
  error instanceof S3Error && (error.status === 405 || error.status === 501);

function noRights(bucket: string, missing: readonly string[]): TurnpikeError {
  const unique = [...new Set(missing)];
  return new TurnpikeError(
    'TURNPIKE_OBJECTS_RIGHTS',
    `The key may not do all that is needed in the bucket ${bucket}. Missing: ${unique.join(', ')}.`,
    {
      key: 'store-s3.accessKey',
      missing: unique,
      wayOut: 'Give its user the rights that the README of store-s3 lists.',
    },
  );
}
