import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { InputError, type FileStore, type StoredFiles } from '@turnpike/core/contracts';

/** Files in memory; passes `fileStoreConformance`. @experimental */
export function fakeFileStore(id = 'fake'): FileStore {
  const files = new Map<string, { readonly bytes: Buffer; readonly at: number }>();
  return {
    id,
    shared: true,
    async write(chunks, limitBytes, file = randomUUID()) {
      const bytes = await within(chunks, limitBytes);
      files.set(file, { bytes, at: Date.now() });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { file, bytes: bytes.length, sha256 };
    },
    async read(file) {
      const found = files.get(file);
      return found && Readable.from([found.bytes]);
    },
    bytes: async (file) => files.get(file)?.bytes.length,
    remove: async (file) => void files.delete(file),
    async *olderThan(ms) {
      for (const [file, { at }] of files) if (at < Date.now() - ms) yield file;
    },
  };
}

async function within(chunks: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Buffer> {
  const taken: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes)
      throw new InputError('TURNPIKE_INPUT_TOO_LARGE', undefined, { limitBytes });
    taken.push(chunk);
  }
  return Buffer.concat(taken);
}

/** Says that no row names a file. @experimental */
export function fakeStoredFiles(stores: readonly FileStore[] = [fakeFileStore()]): StoredFiles {
  return { stores, list: async () => [] };
}
