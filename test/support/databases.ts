/** Runs a suite on each database: SQLite in memory always, PostgreSQL where there is one. */
import { afterEach, describe } from 'vitest';
import { openStore, type OpenedStore, type Publish } from '@turnpike/core';
import { dropPostgres, freshPostgres, hasPostgres } from './postgres.js';

export interface TestDatabase {
  readonly name: 'sqlite' | 'postgres';
  /** A migrated store on a database of its own, closed after the test. */
  open(publish?: Publish): Promise<OpenedStore>;
}

let template: Promise<string> | undefined;

/** Copies of a migrated database are made faster than migrations run. */
async function migratedPostgres(): Promise<string> {
  template ??= (async () => {
    const url = await freshPostgres();
    const opened = await openStore({ url, dataDir: '.' });
    await opened.migrate([]);
    await opened.close();
    return url;
  })();
  return freshPostgres(await template);
}

export function onEachDatabase(title: string, suite: (database: TestDatabase) => void): void {
  for (const name of ['sqlite', 'postgres'] as const) {
    const here = name === 'sqlite' || hasPostgres();
    describe.skipIf(!here)(`${title} (${name})`, () => {
      const opened: { readonly store: OpenedStore; readonly url: string }[] = [];
      afterEach(async () => {
        for (const { store, url } of opened.splice(0)) {
          await store.close();
          if (name === 'postgres') await dropPostgres(url);
        }
      });
      suite({
        name,
        async open(publish) {
          const url = name === 'sqlite' ? 'sqlite::memory:' : await migratedPostgres();
          const store = await openStore({ url, dataDir: '.', ...(publish ? { publish } : {}) });
          opened.push({ store, url });
          await store.migrate([]);
          return store;
        },
      });
    });
  }
}
