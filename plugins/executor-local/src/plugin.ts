import { dirname, resolve } from 'node:path';
import { definePlugin, executorOnDemand, provide, tokens } from '@turnpike/sdk';
import { Config } from './config.js';
import { openFolder } from './jobs-root.js';
import { archName, createLocalExecutor, osName } from './local-executor.js';
import { foldersToSeal } from './places.js';

export const plugin = definePlugin({
  id: 'executor-local',
  summary: 'Runs jobs as processes of this machine, guarded but not isolated.',
  config: Config,
  requires: { installed: tokens.installed },
  permissions: {
    files: ['folders of running jobs, in executor-local.jobsDir or the folder for temporary files'],
  },
  offers: [tokens.executors, tokens.factSources],
  provides({ config, dataDir, deps, log, signal }) {
    const executor = executorOnDemand({
      id: 'local',
      isolation: 'none',
      offers: { os: [osName()], arch: [archName()] },
      compileEnv: () => ({ isolation: 'none' }),
      adopts: false,
      async open() {
        const folder = await dataDir();
        const hide = [dirname(folder), ...deps.installed.privateFiles];
        const seal = foldersToSeal(deps.installed.privateFiles);
        return createLocalExecutor({ config, folder, hide, seal, log });
      },
    });
    signal.addEventListener('abort', () => void executor.opened?.close());
    return [
      provide(tokens.executors, executor),
      provide(tokens.factSources, {
        id: 'executor-local',
        title: 'Work folders of jobs',
        look: async () => ({ room: { folder: resolve(config.jobsDir ?? (await openFolder())) } }),
      }),
    ];
  },
});
