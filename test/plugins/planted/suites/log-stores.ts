/** Log stores that keep their contract but for one thing: ours, with a mistake around it. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createFileLogStore } from '@turnpike/plugin-store-fs';
import { ConflictError, type LogStore, type RunRef } from '@turnpike/sdk';
import type { LogStoreSubject } from '@turnpike/sdk/conformance';
import type { Made } from '../../../../sdk/src/conformance/checks.js';
import type { PlantedIn } from './broken-by.js';

export type LogFlaw = (store: LogStore, folder: string) => Partial<LogStore>;

export const logStore =
  (flaw: LogFlaw = () => ({}), forgets = false) =>
  async (): Promise<Made<LogStoreSubject>> => {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-planted-logs-'));
    const opened = [createFileLogStore({ folder })];
    const flawed = (store: LogStore): LogStore => ({ ...bound(store), ...flaw(store, folder) });
    const subject: LogStoreSubject = {
      store: flawed(opened[0]!),
      async restarted() {
        const next = createFileLogStore({
          folder: forgets ? join(folder, `${opened.length}`) : folder,
        });
        opened.push(next);
        return flawed(next);
      },
      async dispose() {
        for (const one of opened) await one.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
    return { subject, dispose: () => subject.dispose() };
  };

/** With its methods as members of its own. */
function bound(store: LogStore): LogStore {
  return {
    id: store.id,
    shared: store.shared,
    ...(store.open ? { open: () => store.open!() } : {}),
    append: (...all) => store.append(...all),
    sync: (log) => store.sync(log),
    end: (log) => store.end(log),
    read: (...all) => store.read(...all),
    parts: (...all) => store.parts(...all),
    seal: (log) => store.seal(log),
    delete: (log) => store.delete(log),
  };
}

/** Keeps what is appended to itself until somebody but `sync` asks. */
const buffering: LogFlaw = (store) => {
  const held = new Map<string, Uint8Array[]>();
  const ends = new Map<string, number>();
  const key = ({ jobId, run }: RunRef) => `${jobId}.${run}`;
  return {
    async append(log, offset, bytes) {
      if (offset !== (ends.get(key(log)) ?? 0)) return store.append(log, offset, bytes);
      held.set(key(log), [...(held.get(key(log)) ?? []), bytes]);
      ends.set(key(log), offset + bytes.byteLength);
      return { end: offset + bytes.byteLength };
    },
    sync: async () => undefined,
  };
};
const gapError = () => new ConflictError('TURNPIKE_LOG_GAP', 'There is a gap.');

export const plantedLogStores: readonly PlantedIn<{
  readonly flaw: LogFlaw;
  readonly forgets?: true;
}>[] = [
  { what: 'nothing is on disk', at: 'LogStore.sync', flaw: { flaw: () => ({}), forgets: true } },
  { what: 'the seal is forgotten', at: 'LogStore.seal', flaw: { flaw: () => ({}), forgets: true } },
  { what: 'sync does nothing', at: 'LogStore.sync', flaw: { flaw: buffering } },
  {
    what: 'appends at once are lost',
    at: 'LogStore.append',
    flaw: {
      flaw: (store) => ({
        async append(log, offset, bytes) {
          const end = (await store.end(log))?.end ?? 0;
          await wait(1);
          if (offset > end) throw gapError();
          return store.append(log, offset, bytes);
        },
      }),
    },
  },
  {
    what: 'parts without a limit',
    at: 'LogStore.parts',
    flaw: { flaw: (store) => ({ parts: (log, after) => store.parts(log, after, 1_000) }) },
  },
  {
    what: 'parts from the beginning each time',
    at: 'LogStore.parts',
    flaw: { flaw: (store) => ({ parts: (log, _after, limit) => store.parts(log, -1, limit) }) },
  },
  {
    what: 'open takes what is taken',
    at: 'LogStore.open',
    flaw: { flaw: () => ({ open: async () => async () => undefined }) },
  },
  {
    what: 'a file is left open by each read',
    at: 'LogStore.read',
    flaw: {
      flaw: (store, folder) => ({
        async *read(log, range) {
          leaked.push(await open(folder, 'r'));
          yield* store.read(log, range);
        },
      }),
    },
  },
  {
    what: 'a gap is filled',
    at: 'LogStore.append',
    flaw: {
      flaw: (store) => ({
        async append(log, offset, bytes) {
          const end = (await store.end(log))?.end ?? 0;
          return store.append(log, Math.min(offset, end), bytes);
        },
      }),
    },
  },
  {
    what: 'overlap is written twice',
    at: 'LogStore.append',
    flaw: {
      flaw: (store) => ({
        async append(log, offset, bytes) {
          const end = (await store.end(log))?.end ?? 0;
          return store.append(log, offset > end ? offset : end, bytes);
        },
      }),
    },
  },
  {
    what: 'a sealed log is written on without a word',
    at: 'LogStore.seal',
    flaw: {
      flaw: (store) => ({
        append: (log, offset, bytes) =>
          store.append(log, offset, bytes).catch(() => ({ end: offset + bytes.byteLength })),
      }),
    },
  },
  {
    what: 'the digest of nothing',
    at: 'LogStore.seal',
    flaw: {
      flaw: (store) => ({
        seal: async (log) => ({ ...(await store.seal(log)), sha256: '0'.repeat(64) }),
      }),
    },
  },
  {
    what: 'lines counted from 1',
    at: 'LogStore.read',
    flaw: {
      flaw: (store) => ({
        read: (log, range) =>
          store.read(
            log,
            range.kind === 'lines' ? { ...range, from: Math.max(0, range.from - 1) } : range,
          ),
      }),
    },
  },
  {
    what: 'bytes read as text',
    at: 'LogStore.append',
    flaw: {
      flaw: (store) => ({
        append: (log, offset, bytes) =>
          store.append(log, offset, Buffer.from(Buffer.from(bytes).toString('utf8'))),
      }),
    },
  },
  {
    what: 'a log that there is not is empty',
    at: 'LogStore.end',
    flaw: {
      flaw: (store) => ({
        end: async (log) =>
          (await store.end(log)) ?? ({ end: 0, lines: 0, sealed: false } as never),
      }),
    },
  },
  {
    what: 'all runs of a job are deleted',
    at: 'LogStore.delete',
    flaw: {
      flaw: (store) => ({
        async delete({ jobId }) {
          for (const run of [1, 2]) await store.delete({ jobId, run });
        },
      }),
    },
  },
];
const leaked: { close(): Promise<void> }[] = [];
export const closeLeaked = async (): Promise<void> => {
  for (const one of leaked.splice(0)) await one.close();
};
