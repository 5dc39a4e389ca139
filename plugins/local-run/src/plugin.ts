import { definePlugin } from '@turnpike/sdk';
import { commands } from './commands.js';

export const plugin = definePlugin({
  id: 'local-run',
  summary: 'Runs the .travis.yml of a folder here, without a server.',
  cli: commands,
});
