import { join } from 'node:path';
import { definePlugin, provide, tokens, z } from '@turnpike/sdk';
import { logsPart } from './backup-part.js';
import { createFileLogStore } from './file-log-store.js';

const Config = z.strictObject({
  dir: z
    .string()
    .optional()
    .describe("Folder of the logs; default: `logs` in this plugin's data folder."),
  openFiles: z
    .number()
    .int()
    .min(1)
    .default(256)
    .describe('How many logs are kept open at once; more are opened and closed as needed.'),
});

const folderOf = (config: z.infer<typeof Config>, dataDir: string): string =>
  config.dir ?? join(dataDir, 'logs');

/** It is what logs takes unless told otherwise. */
const isChosen = (store: unknown): boolean => store === undefined || store === 'fs';

export const plugin = definePlugin({
  id: 'store-fs',
  summary: 'Keeps logs in files, each with an index of its parts and lines.',
  config: Config,
  permissions: { files: [{ setting: 'dir' }] },
  offers: [tokens.logStores, tokens.factSources],
  // Logs that lay here before are not what rows name.
  backup: ({ config, dataDir, setting }) =>
    isChosen(setting('logs.store')) ? [logsPart(folderOf(config, dataDir))] : [],
  async provides({ config, dataDir }) {
    const folder = folderOf(config, await dataDir());
    return [
      provide(tokens.logStores, createFileLogStore({ folder, openFiles: config.openFiles })),
      provide(tokens.factSources, {
        id: 'store-fs',
        title: 'Logs',
        look: async () => ({ room: { folder } }),
      }),
    ];
  },
});
