/** Caches, workspaces and artifacts as objects, each under a name of its own. */
import { createHash, randomUUID } from 'node:crypto';
import { InputError, type FileStore } from '@turnpike/sdk';
import { asFault, orFault } from '../faults.js';
import type { Objects } from '../wire/objects.js';
import { S3Error } from '../wire/s3-error.js';
import { upload } from '../wire/upload.js';

export interface S3FileStoreOptions {
  readonly objects: Objects;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly links?: { readonly seconds: number; readonly leastBytes: number };
  probe?(): Promise<void>;
}

export function createS3FileStore({
  objects,
  prefix,
  links,
  probe,
}: S3FileStoreOptions): FileStore {
  const folder = `${prefix}files/`;
  const keyOf = (file: string): string => `${folder}${file.slice(0, 2)}/${file}`;

  async function write(chunks: AsyncIterable<Uint8Array>, limit: number, file: string) {
    const measure = { bytes: 0, hash: createHash('sha256') };
    await upload(objects, keyOf(file), measured(chunks, limit, measure));
    const there = await objects.bytes(keyOf(file));
    if (there !== measure.bytes) {
      await objects.remove(keyOf(file));
      throw new S3Error(500, 'OtherBytes', `${there ?? 'No'} bytes are there of ${measure.bytes}.`);
    }
    return { file, bytes: measure.bytes, sha256: measure.hash.digest('hex') };
  }

  return {
    id: 's3',
    shared: true,
    async open() {
      await probe?.();
      return async () => undefined;
    },
    write: (chunks, limit, file = randomUUID()) => orFault(() => write(chunks, limit, file)),
    read: (file) => orFault(() => objects.open(keyOf(file))),
    bytes: (file) => orFault(() => objects.bytes(keyOf(file))),
    remove: (file) => orFault(() => objects.remove(keyOf(file))),
    async *olderThan(ms) {
      const before = Date.now() + objects.client.skewMs - ms;
      try {
        for await (const { key, at } of objects.list(folder))
          if (at < before) yield key.slice(key.lastIndexOf('/') + 1);
      } catch (error) {
        throw asFault(error);
      }
    },
    async link(file, { name, bytes }) {
      if (!links || bytes < links.leastBytes) return undefined;
      return orFault(() => objects.client.link(keyOf(file), links.seconds, saved(name)));
    },
  };
}

/** A job wrote it: browsers save it, and never show or run it. */
const saved = (name: string): Record<string, string> => ({
  'response-content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
  'response-content-type': 'application/octet-stream',
});

async function* measured(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  into: { bytes: number; readonly hash: { update(bytes: Uint8Array): unknown } },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    into.bytes += chunk.byteLength;
    if (into.bytes > limitBytes)
      throw new InputError('TURNPIKE_INPUT_TOO_LARGE', undefined, { limitBytes });
    into.hash.update(chunk);
    yield chunk;
  }
}
