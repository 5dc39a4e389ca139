import {
  definePlugin,
  provide,
  type FactSource,
  type FileStore,
  type PluginContext,
} from '@turnpike/sdk';
import { tokens } from '@turnpike/sdk/store';
import { backupParts } from './backup-parts.js';
import { createCatalog } from './catalog.js';
import { Config, type StorageConfig } from './config.js';
import { chooseStore } from './choose-store.js';
import { createFileRoom } from './file-room.js';
import { jobRoutes } from './job-routes.js';
import { operations } from './operations.js';
import { peopleRoutes } from './people-routes.js';
import { createMemory } from './removals.js';
import type { Room } from './room.js';
import { storedFiles } from './stored-files.js';
import { sweep } from './sweep.js';
import { migrations, openObjects, openRemovals } from './tables.js';

const requires = { store: tokens.store, fileStores: tokens.fileStores } as const;
type Context = PluginContext<StorageConfig, typeof requires>;

/** One a scope: the same plugin may run in several hosts of a process. */
const rooms = new WeakMap<AbortSignal, Room>();

export const plugin = definePlugin({
  id: 'storage',
  summary: 'Keeps caches, workspaces and artifacts of jobs.',
  config: Config,
  requires,
  migrations,
  permissions: { files: [{ setting: 'dir' }] },
  offers: [tokens.storedFiles, tokens.factSources],
  async provides(context: Context) {
    const folder = context.config.dir ?? (await context.dataDir());
    const stores = [createFileRoom(folder), ...context.deps.fileStores];
    const files = chooseStore(stores, context.config.store);
    const leave = await files.open?.();
    context.signal.addEventListener('abort', () => void leave?.());
    rooms.set(context.signal, openRoom(context, files));
    return [
      provide(tokens.storedFiles, storedFiles(stores, openObjects(context.tables))),
      ...(files.id === 'fs' ? [provide(tokens.factSources, roomFact(folder))] : []),
    ];
  },
  sweep: {
    everySeconds: 3_600,
    async run({ signal }) {
      const room = rooms.get(signal);
      if (room) await sweep(room);
    },
  },
  backup: backupParts,
  operations,
  routes({ signal }) {
    const room = rooms.get(signal);
    return room ? [...jobRoutes(room), ...peopleRoutes(room)] : [];
  },
});

const roomFact = (folder: string): FactSource => ({
  id: 'storage',
  title: 'Caches, workspaces, artifacts',
  look: async () => ({ room: { folder } }),
});

function openRoom({ deps, config, tables, hooks, log }: Context, files: FileStore): Room {
  const { store } = deps;
  const now = (): Promise<number> => store.now();
  const memory = createMemory(openRemovals(tables), now);
  const catalog = createCatalog({ objects: openObjects(tables), files, memory, now });
  return { store, catalog, files, config, hooks, log };
}
