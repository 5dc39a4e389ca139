import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { FileStore } from '@turnpike/core/contracts';
import type { Check } from './checks.js';
import type { FileStoreSubject } from './file-store.js';

type FileCheck = Check<FileStoreSubject>;
const MIB = 1_048_576;
/** Above what stores send in one piece. */
const LARGE_BYTES = 19 * MIB + 7;
const noise = Buffer.from(Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7919) % 256));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}
async function read(store: FileStore, file: string): Promise<Buffer | undefined> {
  const stream = await store.read(file);
  if (!stream) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
async function names(store: FileStore, ms: number): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const name of store.olderThan(ms)) found.push(name);
  return found;
}

const WRITE =
  'Takes chunks with back-pressure, counts and hashes them. It is there, whole and durable, once this resolves.';
const REFUSE =
  'Throws what `chunks` throws, and InputError TURNPIKE_INPUT_TOO_LARGE above `limitBytes`; nothing is left then.';

export const fileStoreChecks: readonly FileCheck[] = [
  ...[0, 1, 70_001, LARGE_BYTES].map((length): FileCheck => ({
    name: `keeps ${length} bytes as they are`,
    at: 'FileStore.write',
    contract: WRITE,
    wayOut: 'Hash and count what goes by; answer once it is kept.',
    async run({ store }) {
      const bytes = Buffer.alloc(length, noise);
      const kept = await store.write(chunksOf(bytes), length);
      expect(kept).toMatchObject({ bytes: length, sha256: sha256(bytes) });
      expect(await store.bytes(kept.file)).toBe(length);
      expect((await read(store, kept.file))?.equals(bytes)).toBe(true);
    },
  })),
  {
    name: 'gives each file a name of its own',
    at: 'KeptFile.file',
    contract: 'Its name in the store: a UUID.',
    wayOut: 'Make a name for each call of `write`, whatever the content.',
    async run({ store }) {
      const [one, two] = [
        await store.write(chunksOf(noise), noise.length),
        await store.write(chunksOf(noise), noise.length),
      ];
      expect(one.file).toMatch(/^[0-9a-f-]{36}$/);
      expect(two.file).not.toBe(one.file);
    },
  },
  {
    name: 'keeps a file under the name that it is given, again and again',
    at: 'FileStore.write',
    contract: '`file`: its name; it takes the place of a file of that name.',
    wayOut: 'Write under `file` where it is given.',
    async run({ store }) {
      const file = randomUUID();
      expect((await store.write(chunksOf(noise), MIB, file)).file).toBe(file);
      await store.write(chunksOf(Buffer.from('other')), MIB, file);
      expect((await read(store, file))?.toString()).toBe('other');
    },
  },
  {
    name: 'refuses what is too large, and keeps nothing of it',
    at: 'FileStore.write',
    contract: REFUSE,
    wayOut: 'Count before a chunk is kept; remove what came before it.',
    async run({ store }) {
      const file = randomUUID();
      const large = Buffer.alloc(LARGE_BYTES);
      await expect(store.write(chunksOf(large), LARGE_BYTES - 1, file)).rejects.toMatchObject({
        code: 'TURNPIKE_INPUT_TOO_LARGE',
      });
      expect(await store.bytes(file)).toBeUndefined();
      expect(await names(store, -60_000)).toEqual([]);
    },
  },
  {
    name: 'keeps nothing of what is cut off',
    at: 'FileStore.write',
    contract: REFUSE,
    wayOut: 'Remove what came before, and throw what `chunks` threw.',
    async run({ store }) {
      const file = randomUUID();
      const torn = async function* (): AsyncGenerator<Uint8Array> {
        yield* chunksOf(Buffer.alloc(LARGE_BYTES));
        throw new Error('the client went away');
      };
      await expect(store.write(torn(), 2 * LARGE_BYTES, file)).rejects.toThrow(
        'the client went away',
      );
      expect(await store.bytes(file)).toBeUndefined();
      expect(await names(store, -60_000)).toEqual([]);
    },
  },
  {
    name: 'asks for the next chunk only when it has taken one',
    at: 'FileStore.write',
    contract: WRITE,
    wayOut: 'Wait for the place that bytes go to before the next chunk is asked for.',
    async run({ store }) {
      let [asked, taken] = [0, 0];
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for (; asked < 40; asked += 1) {
          yield Buffer.alloc(MIB);
          taken += 1;
        }
      };
      const kept = await store.write(counted(), 40 * MIB);
      expect([kept.bytes, asked, taken]).toEqual([40 * MIB, 40, 40]);
    },
  },
  {
    name: 'answers undefined for a file that is not there',
    at: 'FileStore.read',
    contract: 'undefined: it is not there.',
    wayOut: 'Tell what is missing from what failed.',
    async run({ store }) {
      const file = randomUUID();
      expect(await store.read(file)).toBeUndefined();
      expect(await store.bytes(file)).toBeUndefined();
    },
  },
  {
    name: 'removes one file alone, and once more without a word',
    at: 'FileStore.remove',
    contract: 'Repeatable.',
    wayOut: 'A file that is not there is removed already.',
    async run({ store }) {
      const [one, two] = [
        await store.write(chunksOf(noise), MIB),
        await store.write(chunksOf(noise), MIB),
      ];
      await store.remove(one.file);
      await store.remove(one.file);
      expect(await store.read(one.file)).toBeUndefined();
      expect((await read(store, two.file))?.length).toBe(noise.length);
    },
  },
  {
    name: 'names the files that have not changed for a while',
    at: 'FileStore.olderThan',
    contract: 'Names of files that have not changed for `ms`.',
    wayOut: 'Compare when it was written; answer the name that `write` answered.',
    async run({ store }) {
      const { file } = await store.write(chunksOf(noise), MIB);
      expect(await names(store, 3_600_000)).toEqual([]);
      // A clock of its own may differ a little.
      expect(await names(store, -60_000)).toEqual([file]);
    },
  },
  {
    name: 'has what it kept when its process was killed',
    at: 'FileStore.write',
    contract: WRITE,
    wayOut: 'Resolve once it is durable.',
    skip: ({ restarted }) => (restarted ? undefined : 'no restart was given'),
    async run({ store, restarted }) {
      const { file } = await store.write(chunksOf(noise), MIB);
      const next = await restarted!();
      expect((await read(next, file))?.equals(noise)).toBe(true);
    },
  },
  {
    name: 'can be left by a reader in the middle',
    at: 'FileStore.read',
    contract: 'What is opened is closed again: a server runs for months.',
    wayOut: 'Close what was opened when the stream is destroyed.',
    async run({ store }) {
      const { file } = await store.write(chunksOf(Buffer.alloc(LARGE_BYTES)), LARGE_BYTES);
      for (let round = 0; round < 100; round += 1) {
        const stream = await store.read(file);
        for await (const _chunk of stream!) break;
        await expect.poll(() => stream!.destroyed).toBe(true);
      }
    },
  },
];
