import { describe, expect, it } from 'vitest';
import type { Build, Hooks, LogReader, Principal } from '@turnpike/sdk';
import type { LiveMessage } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import { silentLogger } from '../../../core/src/log/silent-logger.js';
import type { Connection } from './connection.js';
import { createLiveHub } from './hub.js';

const role: Principal = { kind: 'role' };
const buildRow = (version: number, state: Build['state']): Build =>
  ({ id: 7, repositoryId: 1, ownerId: 1, number: 3, version, state }) as Build;

/** A hub whose bus comes and goes, and whose database has one build. */
function makeHub() {
  const events = { connected: true };
  const rows = { build: buildRow(1, 'created'), lists: 0 };
  const store = {
    repositories: { get: async () => ({ id: 1, private: true }) },
    builds: {
      get: async () => rows.build,
      many: async (ids: readonly number[]) => new Map(ids.map((id) => [id, rows.build])),
      list: async () => {
        rows.lists += 1;
        return { rows: [rows.build], total: 1 };
      },
    },
    jobs: { briefsOfBuild: async () => [], many: async () => new Map() },
  } as unknown as Store;
  const hub = createLiveHub({
    topicOf: () => undefined,
    store,
    events,
    logs: { info: async () => undefined } as unknown as LogReader,
    hooks: { access: { decide: { promise: async () => undefined } } } as unknown as Hooks,
    log: silentLogger,
    visitorsRead: false,
    version: '1',
    recheckMs: 60_000,
  });
  return { hub, events, rows };
}

function open(hub: ReturnType<typeof makeHub>['hub']) {
  const heard: LiveMessage[] = [];
  const take = (text: string): void => void heard.push(JSON.parse(text) as LiveMessage);
  const connection: Connection = {
    send: (message) => void heard.push(message),
    sendText: take,
    tell: (_topics, text) => take(text),
    room: async () => true,
    isOpen: true,
    close: () => undefined,
  };
  const session = hub.open(connection, {
    principal: role,
    allowance: { asks: () => undefined, holds: () => undefined },
    whoNow: async () => role,
  });
  return { heard, session };
}

describe('while the bus is away', () => {
  it('browsers are told so, hear of changes by re-reads, and read again when it is back', async () => {
    const { hub, events, rows } = makeHub();
    const { heard, session } = open(hub);
    await session.receive('{"subscribe":["repos","build:7"]}');
    heard.length = 0;

    events.connected = false;
    await hub.sweep();
    expect(heard).toContainEqual({ bus: false });
    rows.build = buildRow(2, 'started');
    await hub.sweep();
    await expect
      .poll(() => heard.map((one) => ('event' in one ? one.event : '')))
      .toContain('build:started');
    const { length } = heard;
    await hub.sweep();
    expect(heard).toHaveLength(length);

    events.connected = true;
    await hub.sweep();
    expect(heard.slice(-2)).toEqual([{ bus: true }, { dropped: ['repos', 'build:7'] }]);
  });

  it('lists of repositories are read only then', async () => {
    const { hub, events, rows } = makeHub();
    const { session } = open(hub);
    await session.receive('{"subscribe":["repos","repo:1"]}');
    await hub.sweep();
    expect(rows.lists).toBe(0);
    events.connected = false;
    await hub.sweep();
    expect(rows.lists).toBe(2);
    session.end();
    await hub.sweep();
    expect(rows.lists).toBe(2);
  });
});

describe('a version that was told', () => {
  it('is not told again by a re-read', async () => {
    const { hub, rows } = makeHub();
    const { heard, session } = open(hub);
    await session.receive('{"subscribe":["build:7"]}');
    await hub.sweep();
    heard.length = 0;
    rows.build = buildRow(5, 'passed');
    hub.hear({
      name: 'build:finished',
      data: { buildId: 7, repositoryId: 1, ownerId: 1, number: 3, state: 'passed', version: 5 },
      id: 'e',
      origin: 'hub',
    });
    await hub.sweep();
    expect(heard.map((one) => ('event' in one ? one.event : ''))).toEqual(['build:finished']);
  });
});
