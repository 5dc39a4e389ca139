/** The roles under load: gatekeeper, scheduler, hub and logs with a real database, in this process. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugin as gatekeeper } from '@turnpike/plugin-gatekeeper';
import { plugin as hub } from '@turnpike/plugin-hub';
import { plugin as live } from '@turnpike/plugin-live';
import { plugin as logs } from '@turnpike/plugin-logs';
import { plugin as scheduler } from '@turnpike/plugin-scheduler';
import { plugin as storeFs } from '@turnpike/plugin-store-fs';
import { plugin as travisYml } from '@turnpike/plugin-travis-yml';
import {
  definePlugin,
  tokens,
  type EventSource,
  type Leases,
  type LogSink,
  type Plugin,
  type VcsProvider,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { fake, startTestHost, type Fake, type TestHost } from '@turnpike/sdk/testing';
import { dropPostgres, freshPostgres } from '../support/postgres.js';

export type DatabaseName = 'sqlite' | 'postgres';

export interface Platform {
  readonly host: TestHost;
  readonly store: Store;
  readonly leases: Leases;
  readonly sink: LogSink;
  readonly events: EventSource;
  /** For SQL of the simulation's own. */
  readonly sqlUrl: string;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  readonly database: DatabaseName;
  readonly ownerLimit: number;
  /** Opens the door to browsers. */
  readonly live?: boolean;
  /** Text of a push's `.travis.yml`, by its commit. */
  readonly configOf: (sha: string) => string | undefined;
  readonly plugins?: readonly Plugin[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly provided?: readonly Fake[];
}

/** A code host that has every commit that was pushed, at once. */
function simulatedHost(configOf: PlatformOptions['configOf']): VcsProvider {
  const never = (): never => {
    throw new Error('nobody asks the simulated code host for this');
  };
  return {
    ...{ id: 'git', describe: 'simulated', pollSeconds: 86_400 },
    ...{ identify: () => undefined, verify: never, parse: never },
    missed: (_access, cursor) => Promise.resolve({ events: [], cursor: cursor ?? '' }),
    file: (_access, path, ref) =>
      Promise.resolve(path === '.travis.yml' ? configOf(ref) : undefined),
    commit: (_access, sha) =>
      Promise.resolve({
        ...{ sha, message: 'A simulated push', committedAt: 1_700_000_000_000, compareUrl: null },
        ...{ authorName: 'Ada', authorEmail: 'ada@example.com' },
        ...{ committerName: 'Ada', committerEmail: 'ada@example.com' },
      }),
    cloneAccess: ({ repository }) =>
      Promise.resolve({ url: repository.cloneUrl, credential: null }),
  };
}

/** Asks core for what the simulation itself uses. */
const driver = definePlugin({
  id: 'simulation',
  summary: 'Reaches for the store, the leases and the events.',
  requires: {
    ...{ store: tokens.store, leases: tokens.leases },
    ...{ sink: tokens.logSink, events: tokens.events },
  },
});

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const isPostgres = options.database === 'postgres';
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-simulate-'));
  const url = isPostgres ? await freshPostgres() : `sqlite:${join(folder, 'turnpike.db')}`;
  const remove = async (): Promise<void> => {
    if (isPostgres) await dropPostgres(url);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const host = await startTestHost({
      plugins: [
        ...[gatekeeper, scheduler, hub, logs, storeFs, travisYml, driver],
        ...(options.live ? [live] : []),
        ...(options.plugins ?? []),
      ],
      values: {
        database: { url },
        scheduler: { ownerLimit: options.ownerLimit },
        ...(options.live ? { live: { public: true } } : {}),
        ...options.values,
      },
      provided: [
        fake(tokens.vcsProviders, simulatedHost(options.configOf)),
        ...(options.provided ?? []),
      ],
    });
    return {
      host,
      store: host.resolve(tokens.store),
      leases: host.resolve(tokens.leases),
      sink: host.resolve(tokens.logSink),
      events: host.resolve(tokens.events),
      sqlUrl: url,
      async stop() {
        await host.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
