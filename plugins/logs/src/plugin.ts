import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { logOperations, logRoutes } from '@turnpike/sdk/clients';
import { Config } from './config.js';
import { createLogRole, type LogRole } from './log-role.js';

/** One a scope: the same plugin may run in several hosts of a process. */
const roles = new WeakMap<AbortSignal, LogRole>();

export const plugin = definePlugin({
  id: 'logs',
  summary: 'Appends, seals and serves job logs.',
  config: Config,
  requires: { store: tokens.store, logStores: tokens.logStores, tokenIssuer: tokens.tokenIssuer },
  offers: [tokens.logSink, tokens.logReader],
  // The store is taken here and not at start: without it there must be no sink either.
  async provides({ deps, config, clock, log, signal }) {
    const { store, logStores, tokenIssuer: issuer } = deps;
    const role = await createLogRole({ store, logStores, issuer, config, clock, log, signal });
    roles.set(signal, role);
    // A boot that fails later on does not call `stop`.
    signal.addEventListener('abort', () => void role.close());
    return [provide(tokens.logSink, role.sink), provide(tokens.logReader, role.reader)];
  },
  sweep: [
    { everySeconds: 30, run: async ({ signal }) => roles.get(signal)?.sweep() },
    {
      name: 'purge',
      everySeconds: 3600,
      run: async ({ signal }) => roles.get(signal)?.removeOld(),
    },
  ],
  operations: logOperations,
  routes({ signal }) {
    const role = roles.get(signal);
    return role ? logRoutes(role.sink, role.reader, role.roleSink) : [];
  },
  stop: async ({ signal }) => roles.get(signal)?.close(),
});
