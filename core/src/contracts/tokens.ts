/** Typed tokens: what a plugin may require or provide. */
import type { Duplex } from 'node:stream';
import type { CodeHosts } from './code-hosts.js';
import type { ConfigCompiler } from './config-compiler.js';
import type { EventSource } from './events.js';
import type { Executor } from './executor.js';
import type { FactSource } from './facts.js';
import type { FileStore, StoredFiles } from './file-store.js';
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

/** One provider in a process. `service`: may lie in another process, by its contract. @stable */
export interface SingleToken<T> {
  /** Tells it from other tokens. */
  readonly kind: 'single';
  /** Unique: two copies of the SDK meet by it. */
  readonly name: string;
  /** Its contract, where it may lie in another process. */
  readonly service?: ServiceContract;
  /** Byte streams have their own client, made by core under this name. */
  readonly stream?: 'logSink' | 'logReader';
  /** Never there: carries the type. */
  readonly type?: T;
}
/** Any number of providers; an empty list where there is none. @stable */
export interface ManyToken<T> {
  /** Tells it from other tokens. */
  readonly kind: 'many';
  /** Unique: two copies of the SDK meet by it. */
  readonly name: string;
  /** Never there: carries the type. */
  readonly type?: T;
}
/** A single token that may be missing: `undefined` then. @stable */
export interface OptionalToken<T> {
  /** Tells it from other tokens. */
  readonly kind: 'optional';
  /** The token that may be missing. */
  readonly of: SingleToken<T>;
}
/** What a plugin may require. @stable */
export type Token<T = unknown> = SingleToken<T> | ManyToken<T> | OptionalToken<T>;

/** A token with one provider. `service`: a contract by which it may lie in another process. @stable */
export function singleToken<T>(name: string, service?: ServiceContract): SingleToken<T> {
  return { kind: 'single', name, ...(service ? { service } : {}) };
}
/** A token with any number of providers: a registry. Begin the name with your plugin's id. @stable */
export function manyToken<T>(name: string): ManyToken<T> {
  return { kind: 'many', name };
}
/** The token of something that may be missing: `undefined` then. @stable */
export function optional<T>(of: SingleToken<T>): OptionalToken<T> {
  return { kind: 'optional', of };
}

/** What a token stands for: a value, a list, or a value that may be missing. @stable */
export type Resolved<T extends Token> =
  T extends ManyToken<infer U>
    ? readonly U[]
    : T extends OptionalToken<infer U>
      ? U | undefined
      : T extends SingleToken<infer U>
        ? U
        : never;
/** Tokens by the names that a plugin wants them under. @stable */
export type Tokens = Readonly<Record<string, Token>>;
/** Values of `requires`, by the same names. @stable */
export type Deps<R extends Tokens> = { readonly [K in keyof R]: Resolved<R[K]> };

/** The broker of this process, met over a stream in memory. @experimental */
export interface EmbeddedBroker {
  /** A new connection with all rights. Throws while the broker is not up. */
  connect(): Duplex;
}

/** All tokens of the platform. A plugin may make more with `singleToken` and `manyToken`. @stable */
export const tokens = {
  // core
  /** The shared tables. Only in processes with a database; `@turnpike/sdk/store` exports it. */
  store: singleToken<Store>('store'),
  /** Facts, for who cannot say in `on` what it hears. */
  events: singleToken<EventSource>('events'),
  /** Encryption at rest. */
  secrets: singleToken<SecretBox>('secrets'),
  /** Tokens of runs and jobs, and signatures. */
  tokenIssuer: singleToken<TokenIssuer>('tokenIssuer'),
  /** The same as `ctx.clock`. */
  clock: singleToken<Clock>('clock'),
  /** The same as `ctx.metrics`. */
  metrics: singleToken<Metrics>('metrics'),
  /** Requests to URLs that users name, within `net.allow`. */
  outbound: singleToken<Outbound>('outbound'),
  /** Code hosts of the configuration. Those of a kind that the plugin declares with their secrets. */
  codeHosts: singleToken<CodeHosts>('codeHosts'),
  /** What is installed and runs here: manifests, taps, boot report. */
  installed: singleToken<InstalledPlugins>('installed'),
  /** Asked for by core where `bus.url` is `embedded`. */
  embeddedBroker: singleToken<EmbeddedBroker>('embeddedBroker'),
  // roles
  /** `.travis.yml` in, jobs out. Provided by travis-yml. */
  configCompiler: singleToken<ConfigCompiler>('configCompiler'),
  /** A payload in, a script out. Provided by build. */
  scriptCompiler: singleToken<ScriptCompiler>('scriptCompiler', scriptCompilerService),
  /** Claims and reports of workers. Provided by hub. */
  leases: singleToken<Leases>('leases', leasesService),
  /** Cancel and restart. Provided by hub. */
  commands: singleToken<Commands>('commands', commandsService),
  /** Hands stored deliveries in again. Provided by listener. */
  deliveries: singleToken<Deliveries>('deliveries', deliveriesService),
  /** What a request would become. Provided by gatekeeper. */
  requestPreview: singleToken<RequestPreview>('requestPreview', previewService),
  /** Where workers write logs. Provided by logs. */
  logSink: { ...singleToken<LogSink>('logSink'), stream: 'logSink' } as SingleToken<LogSink>,
  /** Reads logs. Provided by logs. */
  logReader: {
    ...singleToken<LogReader>('logReader'),
    stream: 'logReader',
  } as SingleToken<LogReader>,
  /** Which files of jobs there are. Provided by storage. */
  storedFiles: singleToken<StoredFiles>('storedFiles'),
  /** What visitors may read. Provided by api. */
  visitorRights: singleToken<VisitorRights>('visitorRights'),
  /** Which pages there are. Provided by api. */
  shownPages: singleToken<ShownPages>('shownPages'),
  // registries: chosen by `id`
  /** Ways to log in. */
  logins: manyToken<LoginMethod>('logins'),
  /** Code hosts. */
  vcsProviders: manyToken<VcsProvider>('vcsProviders'),
  /** What runs jobs. */
  executors: manyToken<Executor>('executors'),
  /** What keeps logs. */
  logStores: manyToken<LogStore>('logStores'),
  /** What keeps caches, workspaces and artifacts. */
  fileStores: manyToken<FileStore>('fileStores'),
  /** What tells of builds. */
  notifiers: manyToken<Notifier>('notifiers'),
  /** Languages that scripts are made of. */
  languages: manyToken<LanguageDefinition>('languages'),
  /** Keys under `addons`. */
  addons: manyToken<AddonDefinition>('addons'),
  /** Names under `services`. */
  services: manyToken<ServiceDefinition>('services'),
  /** Deploy providers. */
  deploys: manyToken<DeployDefinition>('deploys'),
  /** What administrators should know of this process. */
  factSources: manyToken<FactSource>('factSources'),
} as const;

export type { TapInfo };
