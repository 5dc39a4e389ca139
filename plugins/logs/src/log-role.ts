import {
  ConfigError,
  type Clock,
  type Logger,
  type LogReader,
  type LogSink,
  type LogStore,
  type RunRef,
  type TokenIssuer,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { createAnnouncer, type Reached } from './announcer.js';
import { createBookkeeper } from './bookkeeper.js';
import type { LogsConfig } from './config.js';
import { createLogReader } from './log-reader.js';
import { createLogSink } from './log-sink.js';
import { removeOldLogs } from './remove-old-logs.js';
import { keyOf } from './run-key.js';
import { createRunTokens } from './run-tokens.js';
import { sealOrphans } from './seal-orphans.js';

export interface LogRole {
  readonly sink: LogSink;
  /** For who came with the role secret, which the door has checked. */
  readonly roleSink: LogSink;
  readonly reader: LogReader;
  sweep(): Promise<void>;
  /** Removes logs whose time is over. */
  removeOld(): Promise<void>;
  /** All is durable, written and said; the store is free. Repeatable. */
  close(): Promise<void>;
}

/** Takes the log store for this process. Throws ConfigError TURNPIKE_STORE_IN_USE where it may not. */
export async function createLogRole(options: {
  readonly store: Store;
  readonly logStores: readonly LogStore[];
  readonly issuer: TokenIssuer;
  readonly config: LogsConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Promise<LogRole> {
  const { store, config, clock, log, signal } = options;
  const logs = chooseStore(options.logStores, config.store);
  const release = await logs.open?.();
  const repositoryOf = rememberRepositories(store);

  async function publish({ run, end, sealed }: Reached): Promise<void> {
    const repositoryId = await repositoryOf(run);
    if (repositoryId === undefined) return;
    await store.emit('job:log', { repositoryId, ...run, end, sealed });
  }
  async function close(): Promise<void> {
    await bookkeeper.flush();
    await announcer.settle();
    await release?.();
  }
  let closing: Promise<void> | undefined;
  const announcer = createAnnouncer({ clock, publish });
  const bookkeeper = createBookkeeper({ logs, store, clock, log, signal });
  const tokens = createRunTokens(options.issuer);
  const roleTokens = { check: async () => undefined, forget: tokens.forget };
  const parts = { logs, tokens, announcer, bookkeeper, maxBytes: config.maxBytes };
  return {
    sink: createLogSink(parts),
    roleSink: createLogSink({ ...parts, tokens: roleTokens }),
    reader: createLogReader(logs),
    sweep: () =>
      sealOrphans({
        store,
        logs,
        announcer,
        bookkeeper,
        afterSeconds: config.sealAfterSeconds,
        log,
      }),
    removeOld: () => removeOldLogs({ store, logs, config, log, signal }),
    close: () => (closing ??= close()),
  };
}

function chooseStore(stores: readonly LogStore[], id: string): LogStore {
  const chosen = stores.find((store) => store.id === id);
  if (chosen) return chosen;
  const known = stores.map((store) => store.id).join(', ') || 'none';
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `There is no log store \`${id}\` here.`, {
    key: 'logs.store',
    wayOut: `Run its plugin beside logs and configure it (s3: store-s3.bucket), or choose one of: ${known}.`,
  });
}

const MOST_REMEMBERED = 2_500;

/** A job never changes its repository. */
function rememberRepositories(store: Store): (run: RunRef) => Promise<number | undefined> {
  const known = new Map<string, number>();
  return async (run) => {
    const key = keyOf(run);
    const repositoryId = known.get(key) ?? (await store.jobs.get(run.jobId))?.repositoryId;
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (repositoryId !== undefined) known.set(key, repositoryId);
    return repositoryId;
  };
}
