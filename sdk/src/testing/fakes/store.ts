import { openStore, silentLogger } from '@turnpike/core';
import type { Store, TurnpikeEvent } from '@turnpike/core/contracts';

/** The real store over an empty database in memory. @stable */
export interface TestStore extends Store {
  /** Facts that were published after their commit, in order. */
  readonly told: readonly Pick<TurnpikeEvent, 'name' | 'data'>[];
  /** Closes the database. */
  close(): Promise<void>;
}

/** The shared tables alone, for what takes a store; a plugin gets one from `testPlugin` by itself. @stable */
export async function testStore(): Promise<TestStore> {
  const told: Pick<TurnpikeEvent, 'name' | 'data'>[] = [];
  const opened = await openStore({
    url: 'sqlite::memory:',
    dataDir: '/nonexistent',
    log: silentLogger,
    publish: async (name, data) => void told.push({ name, data }),
  });
  await opened.migrate([]);
  return { ...opened.store, told, close: () => opened.close() };
}
