import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { definePlugin, optional, tokens } from '@turnpike/sdk';
import { webConfig } from './config.js';
import { operations } from './operations.js';
import { webRoutes } from './routes.js';

export const plugin = definePlugin({
  id: 'web',
  summary: 'Serves the web interface.',
  config: webConfig,
  requires: {
    installed: tokens.installed,
    shown: optional(tokens.shownPages),
    visitors: optional(tokens.visitorRights),
  },
  operations,
  routes(context) {
    const root = context.config.root ?? builtInterface();
    return webRoutes({
      root,
      ...context.deps,
      log: context.log,
      publicUrl: () => context.publicUrl,
    });
  },
});

function builtInterface(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@turnpike/ui/package.json')), 'dist');
}
