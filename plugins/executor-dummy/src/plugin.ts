import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { Config, createDummyExecutor } from './dummy-executor.js';

export const plugin = definePlugin({
  id: 'executor-dummy',
  summary:
    'Pretends to run jobs: exit code, delay, output and crash by variable. For tests and simulations.',
  config: Config,
  offers: [tokens.executors],
  provides: ({ config, clock }) => [
    provide(
      tokens.executors,
      createDummyExecutor({ config, sleep: (ms, s) => clock.sleep(ms, s) }),
    ),
  ],
});
