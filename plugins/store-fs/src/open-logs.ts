import type { RunRef } from '@turnpike/sdk';

interface Entry<T> {
  /** The last call queued on this log; the next one waits for it. */
  tail: Promise<unknown>;
  readonly file: Promise<T>;
  users: number;
}

/** Logs kept open, the least recently used closed first. Calls on one log run one after the other. */
export interface OpenLogs<T> {
  has(log: RunRef): boolean;
  use<R>(log: RunRef, work: (file: T) => Promise<R>): Promise<R>;
  /** Waits for the log's calls and closes it. */
  drop(log: RunRef): Promise<void>;
  closeAll(): Promise<void>;
}

export function createOpenLogs<T>(options: {
  readonly limit: number;
  open(log: RunRef): Promise<T>;
  close(file: T): Promise<void>;
}): OpenLogs<T> {
  // A Map keeps the order of insertion; re-inserting on use makes it an LRU list.
  const entries = new Map<string, Entry<T>>();
  const closing = new Map<string, Promise<void>>();

  function touch(log: RunRef): Entry<T> {
    const key = keyOf(log);
    const entry = entries.get(key) ?? openEntry(key, log);
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  function openEntry(key: string, log: RunRef): Entry<T> {
    const file = Promise.resolve(closing.get(key)).then(() => options.open(log));
    file.catch(() => entries.delete(key));
    return { file, tail: file.catch(() => undefined), users: 0 };
  }

  async function closeKey(key: string, entry: Entry<T>): Promise<void> {
    entries.delete(key);
    const done = entry.tail
      .then(() => entry.file)
      .then(options.close, () => undefined)
      .finally(() => closing.delete(key));
    closing.set(key, done);
    await done;
  }

  async function closeSurplus(): Promise<void> {
    if (entries.size <= options.limit) return;
    const idle = [...entries].find(([, entry]) => entry.users === 0);
    if (idle) await closeKey(...idle);
  }

  return {
    has: (log) => entries.has(keyOf(log)),
    async use(log, work) {
      const entry = touch(log);
      entry.users++;
      const result = entry.tail.then(async () => work(await entry.file));
      entry.tail = result.catch(() => undefined);
      try {
        return await result;
      } finally {
        entry.users--;
        await closeSurplus();
      }
    },
    async drop(log) {
      const entry = entries.get(keyOf(log));
      if (entry) await closeKey(keyOf(log), entry);
    },
    async closeAll() {
      await Promise.all([...entries].map(([key, entry]) => closeKey(key, entry)));
    },
  };
}

function keyOf(log: RunRef): string {
  return `${log.jobId}/${log.run}`;
}
