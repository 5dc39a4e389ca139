/** Rows and files together: a file is in place before its row names it, and goes after no row does. */
import type { Readable } from 'node:stream';
import { isTurnpikeError, type FileStore, type KeptFile } from '@turnpike/sdk';
import type { Memory, Policy } from './removals.js';
import type { Objects, StoredObject } from './tables.js';

export type ObjectFields = Pick<
  StoredObject,
  'address' | 'kind' | 'repositoryId' | 'buildId' | 'jobId' | 'trust' | 'label' | 'name'
>;
export interface Catalog {
  /** Takes the place of what had this address. */
  put(fields: ObjectFields, written: KeptFile): Promise<StoredObject>;
  find(address: string): Promise<StoredObject | undefined>;
  list(where: Partial<StoredObject>): Promise<readonly StoredObject[]>;
  /** Those of a kind that were not used for longest. */
  idle(kind: StoredObject['kind'], limit: number, offset: number): Promise<readonly StoredObject[]>;
  /** undefined: its file is gone. Counts as a use. */
  open(object: StoredObject): Promise<Readable | undefined>;
  /** An address outside of this server where a person may fetch it; undefined: there is none. Counts as a use. */
  link(object: StoredObject, name: string): Promise<string | undefined>;
  remove(object: StoredObject): Promise<void>;
  /** It goes by itself, by a setting that says `amount`: people are told. */
  retire(object: StoredObject, policy: Policy, amount: number): Promise<void>;
  readonly memory: Memory;
  /** Removes files that no row names: of uploads that were cut off with their process. */
  tidy(): Promise<number>;
}
export interface CatalogPorts {
  readonly objects: Objects;
  readonly files: FileStore;
  readonly memory: Memory;
  /** The database's clock. */
  now(): Promise<number>;
}

const TRIES = 10;
/** No upload takes so long: http ends requests earlier. */
const ORPHAN_MS = 3_600_000;

export function createCatalog({ objects, files, memory, now }: CatalogPorts): Catalog {
  async function replace(
    fields: ObjectFields,
    written: KeptFile,
  ): Promise<StoredObject | undefined> {
    const at = await now();
    const row = { ...fields, ...written, storedAt: at, usedAt: at };
    const before = await objects.first({ address: fields.address });
    if (!before) return insert(row);
    // Two writers at once: each removes exactly the file that it replaced.
    const changed = await objects.update({ address: fields.address, file: before.file }, row);
    if (changed === 0) return undefined;
    await files.remove(before.file);
    return { ...before, ...row };
  }

  async function insert(row: Omit<StoredObject, 'id'>): Promise<StoredObject | undefined> {
    try {
      return await objects.insert(row as Partial<StoredObject>);
    } catch (error) {
      if (isTurnpikeError(error)) throw error;
      // Another writer was first, or the database has a trouble that is still there then.
      if (await objects.first({ address: String(row['address']) })) return undefined;
      throw error;
    }
  }

  /** Beside the reading: it goes on where the database takes no writes just now, and the use counts the next time. */
  async function noteUse(id: number): Promise<void> {
    try {
      await objects.update({ id }, { usedAt: await now() });
    } catch {
      // Nobody waits for it who could be told.
    }
  }

  async function remove(object: StoredObject): Promise<void> {
    await objects.delete({ id: object.id, file: object.file });
    await files.remove(object.file);
  }

  return {
    memory,
    remove,
    async retire(object, policy, amount) {
      await memory.note(object, policy, amount);
      await remove(object);
    },
    find: (address) => objects.first({ address }),
    list: (where) => objects.find(where, { orderBy: 'usedAt' }),
    idle: (kind, limit, offset) => objects.find({ kind }, { orderBy: 'usedAt', limit, offset }),
    async put(fields, written) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const stored = await replace(fields, written);
        if (!stored) continue;
        await memory.forget(fields.address);
        return stored;
      }
      await files.remove(written.file);
      throw new Error('Too many jobs write to one address at once.');
    },
    async open(object) {
      const stream = await files.read(object.file);
      if (stream) void noteUse(object.id);
      return stream;
    },
    async link({ id, file, bytes }, name) {
      const address = await files.link?.(file, { name, bytes });
      if (address !== undefined) void noteUse(id);
      return address;
    },
    async tidy() {
      let removed = 0;
      for await (const file of files.olderThan(ORPHAN_MS)) {
        if (await objects.first({ file })) continue;
        await files.remove(file);
        removed += 1;
      }
      return removed;
    },
  };
}
