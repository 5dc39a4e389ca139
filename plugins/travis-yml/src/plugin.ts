import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { ymlContributions } from '@turnpike/sdk/platform';
import { commands } from './cli/commands.js';
import { ownKeys } from './schema/own.js';
import { createBoundedCompiler } from './thread/bounded-compiler.js';

/** The configuration language, with the keys of all installed plugins. */
export const plugin = definePlugin({
  id: 'travis-yml',
  summary: 'Reads .travis.yml: repairs, validates and expands it to jobs as Travis does.',
  requires: { installed: tokens.installed },
  offers: [tokens.configCompiler],
  yml: ownKeys,
  cli: commands,
  provides: ({ deps, hooks }) => {
    const contributions = ymlContributions(deps.installed.manifests);
    return [provide(tokens.configCompiler, createBoundedCompiler(contributions, hooks))];
  },
});
