import { definePlugin, executorOnDemand, provide, tokens } from '@turnpike/sdk';
import { Config } from './config.js';
import { connectExecutor } from './connect.js';

export const plugin = definePlugin({
  id: 'executor-docker',
  summary: 'Runs jobs in containers of a Docker engine or Podman.',
  config: Config,
  permissions: {
    files: [
      'the socket of the engine, and the files of executor-docker.tls and executor-docker.seccomp',
    ],
    runtime: ['sockets', 'programs'],
  },
  offers: [tokens.executors],
  provides: ({ config, dataDir, log }) => [
    provide(
      tokens.executors,
      executorOnDemand({
        id: 'docker',
        isolation: 'container',
        offers: { os: ['linux'], arch: [process.arch === 'x64' ? 'amd64' : process.arch] },
        adopts: true,
        open: async () => connectExecutor({ config, folder: await dataDir(), log }),
      }),
    ),
  ],
});
