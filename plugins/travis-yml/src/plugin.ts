import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { commands } from './cli/commands.js';
import { createConfigCompiler } from './compiler.js';

/** The configuration language, with the keys of all installed plugins. */
export const plugin = definePlugin({
  id: 'travis-yml',
  summary: 'Reads .travis.yml: repairs, validates and expands it to jobs as Travis does.',
  requires: { installed: tokens.installed },
  offers: [tokens.configCompiler],
  cli: commands,
  provides: ({ deps, hooks }) => {
    const contributions = deps.installed.manifests.flatMap(({ id, yml }) =>
      yml.map((keys) => ({ plugin: id, keys })),
    );
    return [provide(tokens.configCompiler, createConfigCompiler(contributions, hooks))];
  },
});
