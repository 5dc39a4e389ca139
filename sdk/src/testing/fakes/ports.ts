/** A fake of every token of the platform: what is missing here does not compile. */
import { tokens, type ManyToken, type SingleToken } from '@turnpike/core/contracts';
import { fake, type Fake } from '../test-plugin.js';
import { fakeClock } from './clock.js';
import { fakeCodeHosts } from './code-hosts.js';
import { fakeConfigCompiler } from './config-compiler.js';
import { fakeEvents } from './events.js';
import { fakeExecutor } from './executor.js';
import { fakeFileStore, fakeStoredFiles } from './file-store.js';
import { fakeLogReader, fakeLogSink, fakeLogStore } from './log-store.js';
import { fakeMetrics } from './metrics.js';
import { fakeNotifier } from './notifier.js';
import { fakeOutbound } from './outbound.js';
import {
  fakeAddon,
  fakeDeploy,
  fakeFactSource,
  fakeLanguage,
  fakeLogin,
  fakeServiceDefinition,
} from './parts.js';
import { fakeBroker, fakeInstalled, fakeShownPages, fakeVisitorRights } from './platform.js';
import { fakeSecrets, fakeTokenIssuer } from './secrets.js';
import {
  fakeCommands,
  fakeDeliveries,
  fakeLeases,
  fakeRequestPreview,
  fakeScriptCompiler,
} from './service.js';
import { testStore } from './store.js';
import { fakeVcsHost } from './vcs-provider.js';

type Value<T> = T extends SingleToken<infer V> | ManyToken<infer V> ? V : never;
type Ports = { readonly [K in keyof typeof tokens]: Value<(typeof tokens)[K]> };
/** Names of the platform's tokens: `outbound`, `executors`. @stable */
export type PortName = keyof Ports;

const PORTS = {
  store: testStore,
  events: fakeEvents,
  secrets: fakeSecrets,
  tokenIssuer: fakeTokenIssuer,
  clock: () => fakeClock(),
  metrics: fakeMetrics,
  outbound: () => fakeOutbound(),
  codeHosts: () => fakeCodeHosts(),
  installed: () => fakeInstalled(),
  embeddedBroker: fakeBroker,
  configCompiler: () => fakeConfigCompiler(),
  scriptCompiler: () => fakeScriptCompiler(),
  leases: () => fakeLeases(),
  commands: () => fakeCommands(),
  deliveries: () => fakeDeliveries(),
  requestPreview: () => fakeRequestPreview(),
  logSink: () => fakeLogSink(),
  logReader: () => fakeLogReader(),
  visitorRights: () => fakeVisitorRights(),
  shownPages: () => fakeShownPages(),
  logins: () => fakeLogin(),
  vcsProviders: () => fakeVcsHost().provider,
  executors: () => fakeExecutor(),
  logStores: () => fakeLogStore(),
  fileStores: () => fakeFileStore(),
  storedFiles: () => fakeStoredFiles(),
  notifiers: () => fakeNotifier(),
  languages: () => fakeLanguage(),
  addons: () => fakeAddon(),
  services: () => fakeServiceDefinition(),
  deploys: () => fakeDeploy(),
  factSources: () => fakeFactSource(),
} satisfies { [K in PortName]: () => Ports[K] | Promise<Ports[K]> };

/** Names of all tokens that there is a fake of: all of them. @stable */
export const FAKED_PORTS = Object.keys(PORTS) as readonly PortName[];

/**
 * Fakes of these ports with nothing special about them, for `deps` of `testPlugin`: `deps: await fakes('outbound',
 * 'commands')`. Where the test looks into one, make it by its own function and wrap it in `fake`.
 * @stable
 */
export async function fakes(...names: readonly PortName[]): Promise<readonly Fake[]> {
  return Promise.all(
    names.map(async (name) => fake(tokens[name] as SingleToken<unknown>, await PORTS[name]())),
  );
}
