import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileLogStore } from '@turnpike/plugin-store-fs';
import { logStoreConformance } from '@turnpike/sdk/conformance';

logStoreConformance('store-fs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-logs-'));
  const stores = [createFileLogStore({ folder })];
  return {
    store: stores[0]!,
    restarted: async () => {
      const next = createFileLogStore({ folder });
      stores.push(next);
      return next;
    },
    dispose: async () => {
      for (const store of stores) await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
