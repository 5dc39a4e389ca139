import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { absent } from './absent.js';
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
  async provides({ config, dataDir, log }) {
    const executor = await connectExecutor({ config, folder: await dataDir(), log }).catch(absent);
    return [provide(tokens.executors, executor)];
  },
});
