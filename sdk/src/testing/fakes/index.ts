/** Stand-ins for everything around a plugin, under the test's control. */
export { fakeClock, type FakeClock } from './clock.js';
export { codeHost, fakeCodeHosts } from './code-hosts.js';
export { fakeConfigCompiler } from './config-compiler.js';
export { fakeEvents, type FakeEvents } from './events.js';
export { fakeExecutor, type FakeExecutor, type FakeRun } from './executor.js';
export { fakeFileStore, fakeStoredFiles } from './file-store.js';
export { breakable, hostFailure, type Breakable, type HostFailure } from './failures.js';
export { fakeLogReader, fakeLogSink, fakeLogStore } from './log-store.js';
export { fakeMetrics, type FakeMetrics } from './metrics.js';
export { fakeNotifier, type FakeNotifier, type SentNotice } from './notifier.js';
export {
  fakeOutbound,
  type FakeAnswer,
  type FakeOutbound,
  type NetworkFailure,
  type SentRequest,
} from './outbound.js';
export {
  fakeAddon,
  fakeDeploy,
  fakeFactSource,
  fakeLanguage,
  fakeLogin,
  fakeServiceDefinition,
} from './parts.js';
export {
  fakeBroker,
  fakeInstalled,
  fakeShownPages,
  fakeVisitorRights,
  manifestRecord,
  type FakeBroker,
} from './platform.js';
export { FAKED_PORTS, fakes, type PortName } from './ports.js';
export { fakeSecrets, fakeTokenIssuer } from './secrets.js';
export {
  fakeCommands,
  fakeDeliveries,
  fakeLeases,
  fakeRequestPreview,
  fakeScriptCompiler,
  fakeService,
  type FakeServiceControls,
  type ServiceCall,
} from './service.js';
export { testStore, type TestStore } from './store.js';
export { fakeVcsHost, type FakeVcsHost } from './vcs-provider.js';
