/** Tokens for commands that need no server: only the plugins behind them run, in a host of their own. */
import { TurnpikeError } from '../contracts/errors.js';
import type { Token, Tokens } from '../contracts/tokens.js';
import type { CliIo } from '../contracts/plugin.js';
import type { ConfigOptions } from '../config/sources.js';
import { tokenName } from '../di/check-tokens.js';
import type { Host } from '../host/host.js';
import { bootHost } from '../host/boot.js';
import { planHost } from '../host/plan.js';
import type { AnyDefinition } from '../host/unit.js';
import { silentLogger } from '../log/silent-logger.js';

export interface Offline {
  readonly resolve: CliIo['resolve'];
  close(): Promise<void>;
}

/** Hosts of their own for what is asked: no database, no broker, a free port of the loopback. */
export function openOffline(options: ConfigOptions): Offline {
  const hosts: Host[] = [];
  return {
    async resolve<R extends Tokens>(wanted: R) {
      const run = await providersOf(Object.values(wanted), options);
      const host = await bootHost({
        ...options,
        log: silentLogger,
        values: {
          ...options.values,
          run,
          database: { url: 'none' },
          bus: { url: 'memory' },
          http: { port: 0, host: '127.0.0.1' },
        },
      });
      hosts.push(host);
      return host.resolveAll(wanted);
    },
    async close() {
      await Promise.all(hosts.splice(0).map((host) => host.stop({ force: true })));
    },
  };
}

/** Ids of the plugins that provide the tokens, and of those that they require in turn. */
async function providersOf(
  wanted: readonly Token[],
  options: ConfigOptions,
): Promise<readonly string[]> {
  const { installed, faults } = await planHost({ ...options, log: silentLogger });
  const ids = new Set<string>();
  const open = [...wanted];
  for (let token = open.pop(); token; token = open.pop()) {
    const name = tokenName(token);
    for (const { id, plugin } of installed) {
      const { offers = [], requires = {} } = plugin.definition as unknown as AnyDefinition;
      if (ids.has(id) || faults.has(id) || !offers.some((offer) => tokenName(offer) === name))
        continue;
      if (Object.values(requires).some((required) => tokenName(required) === 'store')) {
        throw needsServer(name, id);
      }
      ids.add(id);
      open.push(...Object.values(requires));
    }
  }
  return [...ids];
}

function needsServer(token: string, plugin: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_TOKEN_MISSING',
    `The token ${token} of ${plugin} needs a running server.`,
    { token, plugin, wayOut: 'Ask the server through its API.' },
  );
}
