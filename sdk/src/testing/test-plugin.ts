/** One plugin in a real host with everything around it faked or in memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnswerCheck, type AnswerCheck } from './answer-check.js';
import { listenForFaults, throwFaults, type Fault } from './faults.js';
import { bootHost, silentLogger, type Host, type HostClock } from '@turnpike/core';
import {
  tokens,
  type EventBus,
  type EventName,
  type Events,
  type Logger,
  type ManyToken,
  type Plugin,
  type SingleToken,
  type Token,
} from '@turnpike/core/contracts';

/** A value for a token that the plugin requires. Make it with `fake`. @stable */
export interface Fake {
  /** What it stands for. */
  readonly token: Token;
  /** What the plugin gets. */
  readonly value: unknown;
}

/** Stands in for the plugin that provides the token; for many-tokens it is one entry of the list. @stable */
export function fake<T>(token: SingleToken<T> | ManyToken<T>, value: T): Fake {
  return { token, value };
}

/** What the plugin under test is given. @stable */
export interface TestPluginOptions {
  /** The plugin's own configuration, checked by its schema. */
  readonly config?: unknown;
  /** Values of tokens that it requires: `fake(token, value)`, or `await fakes('outbound')`. */
  readonly deps?: readonly Fake[];
  /** Further plugins that run beside it. */
  readonly plugins?: readonly Plugin[];
  /** Core's configuration, such as `{ tokens: { role: '…' } }`. */
  readonly core?: Readonly<Record<string, unknown>>;
  /** Default: silent; what is logged as an error is in `faults` all the same. */
  readonly log?: Logger;
  /**
   * The built module (`./plugin.js`) of this plugin: it runs in a process of its own, as with `isolation: process`,
   * and the same test tells whether it can.
   */
  readonly apart?: string | URL;
  /** `kept`: a test of failures; `stop` does not throw what stands in `faults`. */
  readonly faults?: 'kept';
  /** `unchecked`: a bench, in which only the routes are to take time. */
  readonly answers?: 'unchecked';
  /** What contexts, hooks and sweeps go by: `fakeClock()`. Default: the real time. */
  readonly clock?: HostClock;
  /** The bus between plugins: `fakeEvents()`. Default: one in memory that is always there. */
  readonly bus?: EventBus;
}

/** A real host around the plugin under test. @stable */
export interface TestHost extends Host {
  readonly dataDir: string;
  /** What went wrong so far where no caller sees it: sweeps, event handlers, taps, routes, stopping. */
  readonly faults: readonly Fault[];
  /** Publishes a fact as its role would. */
  emit<N extends EventName>(name: N, data: Events[N]): Promise<void>;
  /** `fetch` below the host's URL. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/**
 * Boots a real host with this plugin: memory bus, port 0, a temporary data folder, and an in-memory
 * database where the plugin has tables or requires the store. Taps are set whoever asks their hooks.
 * Throws what a boot throws, and whatever goes wrong in a phase of this plugin or of one beside it. Stop it when
 * done: `stop` throws what went wrong meanwhile and nobody saw (`faults`), and names each JSON answer that is not as
 * the plugin's `operations` describe it.
 * @stable
 */
export async function testPlugin(
  plugin: Plugin,
  options: TestPluginOptions = {},
): Promise<TestHost> {
  const all = [plugin, ...(options.plugins ?? [])];
  const url = all.some(needsDatabase) ? 'sqlite::memory:' : 'none';
  const own = options.config === undefined ? {} : { [plugin.definition.id]: options.config };
  const apart = pathOf(options.apart);
  const isolation = apart === undefined ? {} : { isolation: { [plugin.definition.id]: 'process' } };
  return startTestHost({
    plugins: apart === undefined ? all : [apart, ...all.slice(1)],
    values: { database: { url }, ...isolation, ...options.core, ...own },
    provided: options.deps ?? [],
    allTaps: true,
    strict: true,
    ...(options.faults ? { faults: options.faults } : {}),
    ...(options.answers ? { answers: options.answers } : {}),
    ...(options.log ? { log: options.log } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.bus ? { bus: options.bus } : {}),
  });
}

function pathOf(module: string | URL | undefined): string | undefined {
  if (module === undefined) return undefined;
  const text = String(module);
  return text.startsWith('file:') ? fileURLToPath(text) : text;
}

function needsDatabase({ definition }: Plugin): boolean {
  const required = Object.values((definition.requires ?? {}) as Record<string, Token>);
  return definition.migrations !== undefined || required.includes(tokens.store);
}

/** A host by its parts; `testPlugin` and `testPlatform` are shorter. @experimental */
export interface TestHostOptions {
  /** Plugins, or names and paths as in `plugins` of the configuration. */
  readonly plugins: readonly (Plugin | string)[];
  /** Configuration, over that of files. */
  readonly values: Readonly<Record<string, unknown>>;
  /** In place of plugins that provide them. */
  readonly provided?: readonly Fake[];
  /** Taps are set whoever asks their hooks here. */
  readonly allTaps?: boolean;
  /** A plugin that fails stops the boot, and what fails later is thrown by `stop` unless `faults` are kept. */
  readonly strict?: boolean;
  /** `kept`: `stop` does not throw them. */
  readonly faults?: 'kept';
  /** `unchecked`: JSON answers are not held to what their routes say of them. */
  readonly answers?: 'unchecked';
  /** Default: silent. */
  readonly log?: Logger;
  /** Default: the real time. */
  readonly clock?: HostClock;
  /** Default: one in memory. */
  readonly bus?: EventBus;
  /** Configuration folder; null: only `values`. */
  readonly dir?: string | null;
}

/** A host whose data folder goes with it. @experimental */
export async function startTestHost(options: TestHostOptions): Promise<TestHost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-test-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  const faults: Fault[] = [];
  const answers = createAnswerCheck();
  const isTold = options.strict === true && options.faults !== 'kept';
  try {
    const host = await bootHost({
      dir: null,
      ...options,
      log: listenForFaults(options.log ?? silentLogger, faults),
      onAnswer: answers.onAnswer,
      values: {
        dataDir,
        bus: { url: 'memory' },
        http: { port: 0 },
        ...options.values,
      },
    });
    if (options.answers !== 'unchecked') answers.attach(host.installed);
    return withHelpers(host, dataDir, faults, {
      remove,
      answers,
      tell: () => isTold && throwFaults(faults.splice(0)),
    });
  } catch (error) {
    await remove();
    throw error;
  }
}

function withHelpers(
  host: Host,
  dataDir: string,
  faults: readonly Fault[],
  {
    remove,
    tell,
    answers,
  }: { remove(): Promise<void>; tell(): void; readonly answers: AnswerCheck },
): TestHost {
  return {
    ...host,
    dataDir,
    faults,
    emit: <N extends EventName>(name: N, data: Events[N]) =>
      (host.resolve(tokens.events) as EventBus).publish(name, data),
    request: (path: string, init?: RequestInit) => fetch(host.url + path, init),
    stop: async (settings?: { readonly force?: boolean }) => {
      try {
        await host.stop(settings);
      } finally {
        await remove();
      }
      tell();
      refuseUndescribed(await answers.faults());
    },
  };
}

/** Whoever reads such an answer by its description reads it wrongly: that fails every test that it came up in. */
function refuseUndescribed(faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new Error(
    `Answers are not as they are described:\n${faults.map((one) => `- ${one}`).join('\n')}`,
  );
}
