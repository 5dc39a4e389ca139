import { Duplex } from 'node:stream';
import {
  TurnpikeError,
  type EmbeddedBroker,
  type InstalledPlugins,
  type PluginManifest,
  type ShownPages,
  type VisitorRights,
} from '@turnpike/core/contracts';

/** Of a plugin that asks for nothing and brings nothing. @stable */
export function manifestRecord(patch: Partial<PluginManifest> = {}): PluginManifest {
  return {
    id: 'fake',
    summary: 'Does nothing.',
    version: '0.1.0',
    sdk: '*',
    source: 'test',
    requires: [],
    offers: [],
    events: [],
    permissions: {
      hooks: [],
      secrets: [],
      events: [],
      hosts: [],
      routes: [],
      files: [],
      runtime: [],
    },
    routes: false,
    tables: false,
    commands: [],
    configSchema: null,
    repositorySettings: null,
    ownerSettings: null,
    ui: [],
    uiModule: null,
    live: {},
    texts: {},
    yml: [],
    notifier: null,
    provider: null,
    operations: {},
    deprecated: [],
    undescribed: false,
    ...patch,
  };
}

/** A process in which these plugins run; nothing is tapped or served. @stable */
export function fakeInstalled(
  manifests: readonly PluginManifest[] = [],
  patch: Partial<InstalledPlugins> = {},
): InstalledPlugins {
  return {
    process: { name: 'test', version: '0.1.0', startedAt: 0, busUrl: 'memory' },
    manifests,
    running: manifests.map(({ id }) => id),
    boot: [],
    scopes: [],
    routes: () => [],
    coreOperations: {},
    taps: () => [],
    work: () => [],
    facts: async () => [],
    skippedTaps: [],
    privateFiles: [],
    ...patch,
  };
}

/** May visitors read public repositories? Default: yes. @stable */
export function fakeVisitorRights(mayRead = true): VisitorRights {
  return { mayRead };
}

/** Only these paths show something; default: all. @stable */
export function fakeShownPages(paths?: readonly string[]): ShownPages {
  return { has: async (path) => paths?.includes(path) ?? true };
}

/** A broker of this process that accepts connections and says nothing. @stable */
export interface FakeBroker extends EmbeddedBroker {
  /** How often it was connected to. */
  readonly connections: number;
  /** Connecting throws, until `back`. */
  away(): void;
  /** It is up again. */
  back(): void;
}

/** For what connects to the broker by itself; events in tests go through `fakeEvents`. @stable */
export function fakeBroker(): FakeBroker {
  let connections = 0;
  let isAway = false;
  return {
    connect() {
      if (isAway) throw new TurnpikeError('TURNPIKE_BUS_UNAVAILABLE');
      connections += 1;
      return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    },
    get connections() {
      return connections;
    },
    away: () => void (isAway = true),
    back: () => void (isAway = false),
  };
}
