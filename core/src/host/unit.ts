/** One plugin that runs in this process. */
import type { HookName } from '../contracts/hooks.js';
import type { PluginContext, PluginDefinition, PluginManifest } from '../contracts/plugin.js';
import { tokens, type Token } from '../contracts/tokens.js';
import type { TokenUser } from '../di/check-tokens.js';
import type { TapRecord } from '../hooks/tap-runner.js';
import { noWork, type WorkRecord } from '../work/measured.js';
import { isFromElsewhere } from './elsewhere.js';
import { isToken } from './faults/index.js';
import type { Apart, LoadedPlugin } from './load.js';
import type { Scope } from './scope.js';
import type { Sweeper } from './sweeper.js';

/** A definition whose types are forgotten; its functions get the context that its types promise. */
export type AnyDefinition = PluginDefinition<unknown, Readonly<Record<string, Token>>>;
export type AnyContext = PluginContext<unknown, Readonly<Record<string, Token>>>;

/** What the host had it do, beside its taps, which are measured one by one. */
export type UnitWork = Readonly<Record<'phases' | 'handlers' | 'sweeps' | 'routes', WorkRecord>>;

export interface Unit extends TokenUser {
  readonly definition: AnyDefinition;
  /** What it was loaded by. */
  readonly source: string;
  readonly manifest: PluginManifest;
  readonly scope: Scope;
  /** Made when the plugin is built. */
  context: AnyContext | undefined;
  readonly sweepers: Map<string, Sweeper>;
  readonly taps: Set<TapRecord>;
  readonly skippedTaps: Set<HookName>;
  /** Since it failed: what it would have been asked. */
  readonly refuses: Set<HookName>;
  readonly work: UnitWork;
  /** `taps` was called and returned. */
  isTapped: boolean;
  isStarted: boolean;
  /** Its functions run in a process of its own. */
  readonly apart?: Apart;
  /** Not shipped with the platform. */
  readonly isForeign: boolean;
  /** Resolves when the plugin has started, or will not. Its routes wait for it. */
  readonly ready: { readonly promise: Promise<void>; readonly resolve: () => void };
}

/** `before`: of the version whose place it takes. */
export function createUnit(
  loaded: LoadedPlugin,
  manifest: PluginManifest,
  scope: Scope,
  before?: UnitWork,
): Unit {
  const definition = loaded.plugin.definition as unknown as AnyDefinition;
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    plugin: loaded.id,
    definition,
    source: loaded.source,
    manifest,
    scope,
    requires: Object.values(definition.requires ?? {}).filter(isToken),
    offers: (definition.offers ?? []).filter(isToken),
    context: undefined,
    sweepers: new Map(),
    taps: new Set(),
    skippedTaps: new Set(),
    refuses: new Set(),
    work: before ?? {
      phases: noWork(),
      handlers: noWork(),
      sweeps: noWork(),
      routes: noWork(),
    },
    isTapped: false,
    isStarted: false,
    ...(loaded.apart ? { apart: loaded.apart } : {}),
    isForeign: isFromElsewhere(loaded.source),
    ready: { promise, resolve },
  };
}

/** Is the broker of this process among what it provides? */
export function offersBroker(unit: Unit): boolean {
  return unit.offers.some(
    (token) => token.kind === 'single' && token.name === tokens.embeddedBroker.name,
  );
}
