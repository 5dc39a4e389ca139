import type { CliCommand } from '@turnpike/sdk';
import { optionList } from './options.js';

export const commands: readonly CliCommand[] = [
  {
    command: 'run [job]',
    summary:
      'Run the jobs of the .travis.yml in this folder, or one by number or name, without a server. ' +
      'Exit code: 0 passed, 1 failed, 2 errored, 130 interrupted.',
    options: optionList,
    // Loaded only when it runs: every process imports this list.
    run: async (io) => (await import('./run-here.js')).runHere(io),
  },
];
