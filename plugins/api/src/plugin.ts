import {
  definePlugin,
  optional,
  provide,
  tokens,
  type PrivateTables,
  type SecretBox,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { apiConfig } from './config.js';
import { operations } from './operations.js';
import { purgeAudit } from './purge-audit.js';
import { apiRoutes } from './resources/index.js';
import { signInFact } from './sign-in/fact.js';
import { hostAppRoutes } from './sign-in/host-apps.js';
import { identityRoutes } from './sign-in/identities.js';
import { signInRoutes } from './sign-in/routes.js';
import { migrations, openTries } from './sign-in/tries.js';
import { createShownPages } from './shown-pages.js';
import { travisRoutes } from './travis/index.js';
import { v2Routes } from './v2/index.js';

export const plugin = definePlugin({
  id: 'api',
  summary: 'The HTTP API, versions 3 and 2.',
  config: apiConfig,
  requires: {
    store: tokens.store,
    events: tokens.events,
    secrets: tokens.secrets,
    tokenIssuer: tokens.tokenIssuer,
    installed: tokens.installed,
    commands: tokens.commands,
    logs: tokens.logReader,
    preview: optional(tokens.requestPreview),
    compiler: optional(tokens.configCompiler),
    deliveries: optional(tokens.deliveries),
    logins: tokens.logins,
    vcsProviders: tokens.vcsProviders,
    codeHosts: tokens.codeHosts,
  },
  offers: [tokens.visitorRights, tokens.shownPages, tokens.factSources],
  provides: (context) => [
    provide(tokens.visitorRights, { mayRead: context.config.public }),
    provide(
      tokens.shownPages,
      createShownPages({
        ...context.deps,
        hooks: context.hooks,
        visitorsRead: context.config.public,
      }),
    ),
    provide(
      tokens.factSources,
      signInFact(context.deps.logins, () => context.publicUrl),
    ),
  ],
  migrations,
  sweep: [
    { everySeconds: 3600, run: (context) => purgeAudit(context) },
    { name: 'sign-ins', everySeconds: 600, run: (context) => triesOf(context).purge() },
  ],
  operations,
  routes: (context) => {
    const { config, limits, deps, hooks, clock, log } = context;
    const publicUrl = () => context.publicUrl;
    const api = { ...deps, config, limits, hooks, clock, log, publicUrl };
    const tries = triesOf(context);
    const signIn = [
      ...signInRoutes(api, tries),
      ...identityRoutes(api, tries),
      ...hostAppRoutes(api, tries),
    ];
    const v3 = [...apiRoutes(api), ...signIn, ...travisRoutes(api)];
    return [...v3, ...v2Routes(api, v3)];
  },
});

type Deps = { readonly store: Pick<Store, 'now'>; readonly secrets: SecretBox };

function triesOf({ tables, deps }: { readonly tables: PrivateTables; readonly deps: Deps }) {
  return openTries(tables, { secrets: deps.secrets, now: () => deps.store.now() });
}
