import { definePlugin, provide, tokens, type LoginMethod, type PluginContext } from '@turnpike/sdk';
import { operationsOf } from '@turnpike/sdk/platform';
import { createAccounts, type Accounts } from './accounts.js';
import { loginConfig, type LoginConfig } from './config.js';
import {
  ensureAdmin,
  firstAdmin,
  firstLink,
  hasAccessToken,
  onThisMachine,
  writeAccessFile,
} from './first-start.js';
import { factorRoutes } from './factor-routes.js';
import { accountRoutes } from './routes.js';
import { migrations, openTables } from './tables.js';

const requires = { store: tokens.store, secrets: tokens.secrets } as const;
type Context = PluginContext<LoginConfig, typeof requires>;

export const plugin = definePlugin({
  id: 'login-local',
  summary: 'Accounts with passwords kept here; the first start makes an administrator.',
  config: loginConfig,
  requires,
  offers: [tokens.logins],
  migrations,
  provides: (context) => [provide(tokens.logins, loginMethod(accountsOf(context)))],
  operations: operationsOf('login-local'),
  routes(context) {
    const accounts = accountsOf(context);
    const ports = {
      ...context.deps,
      accounts,
      publicUrl: () => context.publicUrl,
      afterReset: () => leaveAccess(context),
    };
    return [...accountRoutes(ports), ...factorRoutes(ports)];
  },
  sweep: [
    { everySeconds: 3_600, run: (context) => accountsOf(context).purge() },
    { name: 'command-line', everySeconds: 20, run: leaveAccess },
  ],
  permissions: {
    hooks: ['host.ready'],
    files: ['cli.json in the data folder: address and token of the command line'],
  },
  taps(context) {
    // Once everything listens: the link has to work, and to name the right port.
    context.hooks.host.ready.tapPromise('login-local', async () => {
      const { config, deps, log } = context;
      await ensureAdmin(deps.store, config.admin);
      await writeAccess(context);
      const link = await firstLink(deps.store, accountsOf(context), context.publicUrl);
      // Not a log line: it is for the eyes of whoever started the server, and no log should keep it.
      if (link) process.stdout.write(`log in as ${link.login}, once: ${link.url}\n`);
      else log.debug({}, 'An administrator has a password');
    });
  },
});

/** Address and token of the command line on this machine, of whoever is the first administrator now. */
async function writeAccess(context: Context): Promise<void> {
  const { deps, listenUrl } = context;
  const admin = await firstAdmin(deps.store);
  if (!admin || listenUrl === '') return;
  const folder = await context.dataDir();
  await writeAccessFile({ ...deps, folder }, onThisMachine(listenUrl), admin);
}

/** Only where its token has ended: with a reset, a revocation, or the administrator who had it. */
async function leaveAccess(context: Context): Promise<void> {
  const admin = await firstAdmin(context.deps.store);
  if (!admin || context.listenUrl === '') return;
  const folder = await context.dataDir();
  if (!(await hasAccessToken(context.deps.store, folder, admin))) await writeAccess(context);
}

/** One set for all doors of a process: it counts wrong passwords. */
const made = new WeakMap<object, Accounts>();

function accountsOf(context: Context): Accounts {
  const before = made.get(context.tables);
  if (before) return before;
  const { deps, tables, config } = context;
  const accounts = createAccounts({
    ...deps,
    tables: openTables(tables),
    linkHours: config.linkHours,
  });
  made.set(tables, accounts);
  return accounts;
}

function loginMethod(accounts: Accounts): LoginMethod {
  return {
    id: 'local',
    title: 'Password',
    kind: 'password',
    async logIn({ login, password, once, code: given }, from) {
      const code = typeof given === 'string' && given !== '' ? given : undefined;
      if (typeof once === 'string') return (await accounts.useLink(once, code))?.id;
      if (typeof login !== 'string' || typeof password !== 'string') return undefined;
      return (await accounts.byPassword(login, password, from?.address ?? '', code))?.id;
    },
    passwordNeeded: async (userId) => !(await accounts.hasPassword(userId)),
  };
}
