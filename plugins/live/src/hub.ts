/** All browsers of this process: events in, and the clocks that make up for lost ones. */
import {
  type EventSource,
  type Events,
  type Logger,
  type LogReader,
  type Principal,
  type TurnpikeEvent,
} from '@turnpike/sdk';
import { LIVE_CLOSE, type LiveMessage } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import type { Allowance } from './allowance.js';
import type { Connection } from './connection.js';
import { createLogFeeds } from './log-feeds.js';
import { createReRead } from './re-read.js';
import type { RightsPorts } from './rights.js';
import { topicNames } from './interest.js';
import { isDeclared } from './declared-topics.js';
import { createNoticePace } from './notice-pace.js';
import { createLiveSession, type LiveSession } from './session.js';
import { createTopicIndex } from './topic-index.js';
import { createVersions } from './versions.js';

export interface LiveHubPorts extends RightsPorts {
  readonly store: Store;
  readonly logs: Pick<LogReader, 'info' | 'read'>;
  readonly events: Pick<EventSource, 'connected'>;
  readonly log: Logger;
  readonly version: string;
  readonly recheckMs: number;
  readonly topicOf: NonNullable<RightsPorts['topicOf']>;
}

export interface LiveHub {
  open(connection: Connection, caller: LiveCaller): LiveSession;
  hear(event: TurnpikeEvent): void;
  /** Every 2 s: what events did not tell; from time to time, who may still listen. */
  sweep(): Promise<void>;
  close(): void;
}

export interface LiveCaller {
  readonly principal: Principal;
  /** What it may still ask. */
  readonly allowance: Pick<Allowance, 'asks' | 'holds'>;
  /** Who the same credentials are now. */
  readonly whoNow: () => Promise<Principal>;
}

interface Entry {
  readonly kind: Principal['kind'];
  readonly whoNow: () => Promise<Principal>;
}

export function createLiveHub(ports: LiveHubPorts): LiveHub {
  const sessions = new Map<LiveSession, Entry>();
  const feeds = createLogFeeds(ports.logs, ports.log);
  const index = createTopicIndex<LiveSession>();
  const pace = createNoticePace();
  const versions = createVersions();
  const again = createReRead({ store: ports.store, versions, tell });
  let checkedAt = performance.now();
  let wasConnected = ports.events.connected;

  function tell(event: TurnpikeEvent): void {
    for (const [session, names] of index.listeners(topicNames(event))) {
      void hearSafely(session, names, event);
    }
  }

  async function hearSafely(
    session: LiveSession,
    names: readonly string[],
    event: TurnpikeEvent,
  ): Promise<void> {
    try {
      await session.hear(names, event);
    } catch (error) {
      ports.log.warn({ event: event.name, err: error }, 'An event could not be relayed');
    }
  }

  function broadcast(message: LiveMessage): void {
    for (const session of sessions.keys()) session.send(message);
  }

  /** What was said while the bus was away is not kept by it: everybody reads again. */
  function watchBus(): void {
    const { connected } = ports.events;
    if (connected === wasConnected) return;
    wasConnected = connected;
    broadcast({ bus: connected });
    if (!connected) return;
    for (const session of sessions.keys()) {
      const { topics } = session;
      if (topics.length > 0) session.send({ dropped: topics });
    }
  }

  /** One whose rights cannot be asked for keeps them till the next look, and holds up nobody else's. */
  async function checkOne(session: LiveSession, { kind, whoNow }: Entry): Promise<void> {
    try {
      const principal = await whoNow();
      if (principal.kind === kind) return await session.checkAgain(principal);
      session.close(LIVE_CLOSE.unauthenticated, 'log in again');
    } catch (error) {
      ports.log.warn({ err: error }, 'The rights of a connection could not be checked');
    }
  }

  async function checkRights(): Promise<void> {
    const now = performance.now();
    if (now - checkedAt < ports.recheckMs) return;
    checkedAt = now;
    await Promise.all([...sessions].map(([session, entry]) => checkOne(session, entry)));
  }

  return {
    open(connection, { principal, allowance, whoNow }) {
      const session = createLiveSession({
        ...ports,
        principal,
        allowance,
        connection,
        feeds,
        index,
      });
      sessions.set(session, { kind: principal.kind, whoNow });
      session.send({ hello: { version: ports.version, bus: ports.events.connected } });
      return {
        ...session,
        get topics() {
          return session.topics;
        },
        end() {
          sessions.delete(session);
          session.end();
        },
      };
    },
    hear(event) {
      if (!isDeclared(event, ports.topicOf)) return;
      if (event.name === 'job:log') {
        const data = event.data as Events['job:log'];
        feeds.notice(data);
        if (!pace.take(data)) return;
      }
      noteVersion(event);
      tell(event);
    },
    async sweep() {
      watchBus();
      await checkRights();
      const topics = index.topics();
      if (topics.size > 0) await again.run(topics, !ports.events.connected);
      await feeds.look();
    },
    close() {
      for (const session of sessions.keys()) session.close(LIVE_CLOSE.restart, 'restarting');
    },
  };

  /** What an event told, a re-read need not tell again. */
  function noteVersion(event: TurnpikeEvent): void {
    const data = event.data as Readonly<Record<string, unknown>>;
    const [kind] = event.name.split(':');
    const id = kind === 'job' ? data['jobId'] : kind === 'build' ? data['buildId'] : undefined;
    if (id !== undefined && typeof data['version'] === 'number') {
      versions.isNews(`${kind}:${String(id)}`, data['version']);
    }
  }
}
