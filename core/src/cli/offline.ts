/** Tokens for commands that need no server: only the plugins behind them run, in a host of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TurnpikeError } from '../contracts/errors.js';
import type { Token, Tokens } from '../contracts/tokens.js';
import type { CliIo } from '../contracts/plugin.js';
import type { ConfigOptions } from '../config/sources.js';
import { tokenName } from '../di/check-tokens.js';
import type { Host } from '../host/host.js';
import { bootHost } from '../host/boot.js';
import { planHost, type HostPlan } from '../host/plan.js';
import type { AnyDefinition } from '../host/unit.js';
import { silentLogger } from '../log/silent-logger.js';
import { addedFor } from './added-for.js';

export interface Offline {
  readonly resolve: CliIo['resolve'];
  close(): Promise<void>;
}

/**
 * Hosts of their own for what is asked: no database, no broker, a free port of the loopback, and a data folder that goes
 * with them, since the server's is not theirs to make, and may not be theirs to read. `say`: what they go without.
 */
export function openOffline(
  options: ConfigOptions,
  say: (text: string) => void = () => undefined,
): Offline {
  const hosts: Host[] = [];
  const folders: string[] = [];
  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'turnpike-offline-'));
    folders.push(made);
    return made;
  }
  return {
    async resolve<R extends Tokens>(wanted: R) {
      const plan = await planHost({ ...options, log: silentLogger });
      const run = providersOf(Object.values(wanted), plan);
      const dataDir = await folder();
      const { pluginsDir, lacks } = addedFor(plan, dataDir);
      lacks.forEach(say);
      const host = await bootHost({
        ...options,
        log: silentLogger,
        values: {
          ...options.values,
          run,
          dataDir,
          pluginsDir,
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
      for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
    },
  };
}

/** Ids of the plugins that provide the tokens, and of those that they require in turn. */
function providersOf(wanted: readonly Token[], { installed, faults }: HostPlan): readonly string[] {
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
