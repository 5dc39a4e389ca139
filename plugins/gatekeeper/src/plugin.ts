import { definePlugin, provide, tokens, type Rejection } from '@turnpike/sdk';
import { config } from './config.js';
import { requires, type Context } from './context.js';
import { hostsFact } from './hosts-fact.js';
import { purgeRejected } from './purge-rejected.js';
import { pollDue, pollSoon } from './poll.js';
import { createPreview } from './preview.js';
import { ACCEPT_RULES, APPROVE_RULES, type RuleDeps } from './rules/index.js';
import { runnerOf } from './runner.js';
import { sweepProviders } from './sweep-providers.js';
import { checkRights, checksEnded } from './sync/check-rights.js';
import { syncDue, syncsEnded, withdrawStale } from './sync/sync-due.js';

export const plugin = definePlugin({
  id: 'gatekeeper',
  summary: 'Turns requests into builds, or rejects them with a reason.',
  config,
  requires,
  offers: [tokens.requestPreview, tokens.factSources],
  provides: (ctx: Context) => [
    provide(tokens.requestPreview, createPreview(ctx)),
    provide(tokens.factSources, hostsFact(ctx.deps.store)),
  ],
  permissions: { hooks: ['request.accept', 'request.approve'] },
  taps({ hooks, config, deps }) {
    const { owners, buildPermissions } = deps.store;
    const rules: RuleDeps = { config, owners, buildPermissions };
    hooks.request.accept.tapPromise('gatekeeper', (context) =>
      first(ACCEPT_RULES, (rule) => rule(context, rules)),
    );
    hooks.request.approve.tapPromise('gatekeeper', (context) =>
      first(APPROVE_RULES, (rule) => rule(context)),
    );
  },
  on: {
    'request:received': (_event, ctx) => runnerOf(ctx).wake(),
    'repository:changed': ({ data }, ctx) => {
      pollSoon(ctx, data.repositoryId);
      ctx.wake('copies');
    },
  },
  sweep: [
    { everySeconds: 5, run: async (ctx) => runnerOf(ctx).wake() },
    { name: 'poll', everySeconds: 1, run: pollDue },
    { name: 'purge', everySeconds: 3600, run: purgeRejected },
    { name: 'copies', everySeconds: 3600, run: sweepProviders },
    { name: 'sync', everySeconds: 1, run: syncDue },
    { name: 'rights', everySeconds: 1, run: checkRights },
    { name: 'stale-rights', everySeconds: 300, run: withdrawStale },
  ],
  drain: (ctx) => runnerOf(ctx).drain(),
  async stop(ctx) {
    await runnerOf(ctx).drain();
    await Promise.all([syncsEnded(ctx), checksEnded(ctx)]);
  },
});

type Answer = Rejection | undefined | Promise<Rejection | undefined>;

async function first<R>(rules: readonly R[], ask: (rule: R) => Answer) {
  for (const rule of rules) {
    const rejection = await ask(rule);
    if (rejection) return rejection;
  }
  return undefined;
}
