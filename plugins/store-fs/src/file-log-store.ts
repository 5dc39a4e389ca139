import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ConfigError,
  NotFoundError,
  type ByteRange,
  type LineRange,
  type LogStore,
  type RunRef,
} from '@turnpike/sdk';
import { lockFile } from '@turnpike/sdk/lock';
import {
  appendTo,
  closeLog,
  deleteLog,
  infoOf,
  openLog,
  sealLog,
  type LogFile,
  type LogPaths,
} from './log-file.js';
import { createOpenLogs } from './open-logs.js';
import { endOf } from './part-index.js';
import { readBlocks } from './read-blocks.js';
import { startOfLine } from './read-lines.js';

export interface FileLogStore extends LogStore {
  /** Closes all files; a later call opens them again. */
  close(): Promise<void>;
}

/**
 * Logs as files below `folder`: `<job / 1000>/<job>/<run>.log` with the ledger `.idx` and, once sealed,
 * `.seal` (JSON). One process at a time; `open` takes an operating system lock on the folder.
 */
export function createFileLogStore(options: {
  readonly folder: string;
  readonly openFiles?: number;
}): FileLogStore {
  const { folder } = options;
  const logs = createOpenLogs<LogFile>({
    limit: options.openFiles ?? 256,
    open: (key) => openLog(pathsOf(folder, key)),
    close: closeLog,
  });

  async function known(log: RunRef): Promise<boolean> {
    return logs.has(log) || (await exists(pathsOf(folder, log).log));
  }

  async function mustBeKnown(log: RunRef): Promise<void> {
    if (!(await known(log))) throw new NotFoundError('There is no such log.', { ...log });
  }

  return {
    id: 'fs',
    shared: false,
    open: () => takeFolder(folder, () => logs.closeAll()),
    close: () => logs.closeAll(),
    append: (log, offset, bytes) =>
      logs.use(log, async (file) => ({ end: await appendTo(file, offset, bytes) })),
    async sync(log) {
      if (await known(log)) await logs.use(log, (file) => file.handle.datasync());
    },
    async end(log) {
      if (!(await known(log))) return undefined;
      return logs.use(log, (file) => Promise.resolve(infoOf(file)));
    },
    read: (log, range) => readLog(log, range),
    async parts(log, after, limit) {
      await mustBeKnown(log);
      return logs.use(log, (file) => Promise.resolve(partsOf(file, after, limit)));
    },
    seal: (log) => logs.use(log, (file) => sealLog(file, pathsOf(folder, log))),
    async delete(log) {
      await logs.drop(log);
      await deleteLog(pathsOf(folder, log));
    },
  };

  async function* readLog(log: RunRef, range: ByteRange | LineRange): AsyncGenerator<Uint8Array> {
    await mustBeKnown(log);
    const [from, to] = await logs.use(log, (file) => boundsOf(file, range));
    // A handle of its own: a slow reader must not keep the log's file open among the writers'.
    const handle = await open(pathsOf(folder, log).log, 'r');
    try {
      yield* readBlocks(handle, from, to);
    } finally {
      await handle.close();
    }
  }
}

async function boundsOf(
  file: LogFile,
  range: ByteRange | LineRange,
): Promise<readonly [number, number]> {
  const end = endOf(file.index);
  if (range.kind === 'bytes') return [range.from, Math.min(range.to ?? end, end)];
  const from = await startOfLine(file.index, file.handle, range.from);
  if (range.to === undefined) return [from, end];
  return [from, await startOfLine(file.index, file.handle, range.to + 1)];
}

function partsOf(
  file: LogFile,
  after: number,
  limit: number,
): { readonly number: number; readonly from: number; readonly to: number }[] {
  const first = Math.max(0, after + 1);
  return file.index.ends.slice(first, first + limit).map((to, i) => ({
    number: first + i,
    from: file.index.ends[first + i - 1] ?? 0,
    to,
  }));
}

export function pathsOf(folder: string, log: RunRef): LogPaths {
  const base = join(
    folder,
    String(Math.floor(log.jobId / 1000)),
    String(log.jobId),
    String(log.run),
  );
  return { log: `${base}.log`, index: `${base}.idx`, seal: `${base}.seal` };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function takeFolder(
  folder: string,
  closeAll: () => Promise<void>,
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFile(join(folder, 'lock'));
  if (!lock) {
    throw new ConfigError('TURNPIKE_STORE_IN_USE', 'Another process keeps logs in this folder.', {
      file: folder,
      wayOut: 'Run one logs role, or set `store-fs.dir` to a folder of its own.',
    });
  }
  return async () => {
    await closeAll();
    await lock.release();
  };
}
