import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { commands } from './cli/commands.js';
import { createScriptCompiler } from './compile.js';
import { buildConfig, withOperator } from './config.js';

/** The role `build`: compiles jobs to scripts. Runs inside the worker, or as its own process. */
export const plugin = definePlugin({
  id: 'build',
  summary: 'Compiles a job to the bash script that runs it.',
  config: buildConfig,
  requires: {
    languages: tokens.languages,
    addons: tokens.addons,
    services: tokens.services,
    deploys: tokens.deploys,
  },
  // It asks the taps of each stage, with the payload that the script is made of.
  permissions: { secrets: true },
  offers: [tokens.scriptCompiler],
  cli: commands,
  provides: ({ deps, hooks, config }) => {
    const stageHook = hooks.script.stage;
    const compiler = createScriptCompiler({
      ...deps,
      stageHook: (stage, sh, ctx) => stageHook.get(stage)?.call({ sh, build: ctx }),
    });
    return [
      provide(tokens.scriptCompiler, {
        compile: ({ payload, env }) =>
          compiler.compile({ payload, env: withOperator(config, env) }),
      }),
    ];
  },
});
