/** Typed tokens: what a plugin may require or provide. */
import type { Duplex } from 'node:stream';
import type { ConfigCompiler } from './config-compiler.js';
import type { EventSource } from './events.js';
import type { Executor } from './executor.js';
import type { FactSource } from './facts.js';
import type { TapInfo } from './hooks.js';
import type { Notifier } from './notifier.js';
import type {
  AddonDefinition,
  DeployDefinition,
  LanguageDefinition,
  ScriptCompiler,
  ServiceDefinition,
} from './script.js';
import type { ServiceContract } from './service.js';
import {
  commandsService,
  deliveriesService,
  leasesService,
  previewService,
  scriptCompilerService,
  type Commands,
  type Deliveries,
  type Leases,
  type LogReader,
  type LogSink,
  type LogStore,
  type RequestPreview,
} from './services.js';
import type { LoginMethod, ShownPages, VisitorRights } from './http.js';
import type { Clock, InstalledPlugins, Metrics, SecretBox, TokenIssuer } from './host.js';
import type { Outbound } from './outbound.js';
import type { Store } from './store.js';
import type { VcsProvider } from './vcs.js';

/** One provider in a process. `service`: may lie in another process, by its contract. */
export interface SingleToken<T> {
  readonly kind: 'single';
  readonly name: string;
  readonly service?: ServiceContract;
  /** Byte streams have their own client, made by core under this name. */
  readonly stream?: 'logSink' | 'logReader';
  readonly type?: T;
}
/** Any number of providers; an empty list where there is none. */
export interface ManyToken<T> {
  readonly kind: 'many';
  readonly name: string;
  readonly type?: T;
}
/** A single token that may be missing: `undefined` then. */
export interface OptionalToken<T> {
  readonly kind: 'optional';
  readonly of: SingleToken<T>;
}
export type Token<T = unknown> = SingleToken<T> | ManyToken<T> | OptionalToken<T>;

export function singleToken<T>(name: string, service?: ServiceContract): SingleToken<T> {
  return { kind: 'single', name, ...(service ? { service } : {}) };
}
export function manyToken<T>(name: string): ManyToken<T> {
  return { kind: 'many', name };
}
export function optional<T>(of: SingleToken<T>): OptionalToken<T> {
  return { kind: 'optional', of };
}

export type Resolved<T extends Token> =
  T extends ManyToken<infer U>
    ? readonly U[]
    : T extends OptionalToken<infer U>
      ? U | undefined
      : T extends SingleToken<infer U>
        ? U
        : never;
export type Tokens = Readonly<Record<string, Token>>;
export type Deps<R extends Tokens> = { readonly [K in keyof R]: Resolved<R[K]> };

/** The broker of this process, met over a stream in memory. */
export interface EmbeddedBroker {
  /** A new connection with all rights. Throws while the broker is not up. */
  connect(): Duplex;
}

/** All tokens of the platform. A plugin may make more with `singleToken` and `manyToken`. */
export const tokens = {
  // core
  /** The shared tables. Only in processes with a database; `@turnpike/sdk/store` exports it. */
  store: singleToken<Store>('store'),
  events: singleToken<EventSource>('events'),
  secrets: singleToken<SecretBox>('secrets'),
  tokenIssuer: singleToken<TokenIssuer>('tokenIssuer'),
  clock: singleToken<Clock>('clock'),
  metrics: singleToken<Metrics>('metrics'),
  /** Requests to URLs that users name, within `net.allow`. */
  outbound: singleToken<Outbound>('outbound'),
  /** What is installed and runs here: manifests, taps, boot report. */
  installed: singleToken<InstalledPlugins>('installed'),
  /** Asked for by core where `bus.url` is `embedded`. */
  embeddedBroker: singleToken<EmbeddedBroker>('embeddedBroker'),
  // roles
  configCompiler: singleToken<ConfigCompiler>('configCompiler'),
  scriptCompiler: singleToken<ScriptCompiler>('scriptCompiler', scriptCompilerService),
  leases: singleToken<Leases>('leases', leasesService),
  commands: singleToken<Commands>('commands', commandsService),
  deliveries: singleToken<Deliveries>('deliveries', deliveriesService),
  requestPreview: singleToken<RequestPreview>('requestPreview', previewService),
  logSink: { ...singleToken<LogSink>('logSink'), stream: 'logSink' } as SingleToken<LogSink>,
  logReader: {
    ...singleToken<LogReader>('logReader'),
    stream: 'logReader',
  } as SingleToken<LogReader>,
  visitorRights: singleToken<VisitorRights>('visitorRights'),
  shownPages: singleToken<ShownPages>('shownPages'),
  // registries: chosen by `id`
  logins: manyToken<LoginMethod>('logins'),
  vcsProviders: manyToken<VcsProvider>('vcsProviders'),
  executors: manyToken<Executor>('executors'),
  logStores: manyToken<LogStore>('logStores'),
  notifiers: manyToken<Notifier>('notifiers'),
  languages: manyToken<LanguageDefinition>('languages'),
  addons: manyToken<AddonDefinition>('addons'),
  services: manyToken<ServiceDefinition>('services'),
  deploys: manyToken<DeployDefinition>('deploys'),
  /** What administrators should know of this process. */
  factSources: manyToken<FactSource>('factSources'),
} as const;

export type { TapInfo };
