/**
 * What each kind of plugin must do, as vitest suites: call one in a test file of the plugin with a
 * function that makes a fresh subject.
 */
export {
  executorConformance,
  type ExecutorConformanceOptions,
  type ExecutorSubject,
} from './executor.js';
export { fileStoreConformance, type FileStoreSubject } from './file-store.js';
export { languageConformance } from './language.js';
export { logStoreConformance, type LogStoreSubject } from './log-store.js';
export { notifierConformance, type NotifierSubject } from './notifier.js';
export { outboundConformance, type OutboundSubject } from './outbound.js';
export type { ReceivedRequest, ReceivingService } from './receiving-service.js';
export { replaceableConformance } from './replaceable.js';
export { vcsProviderConformance, type KnownDelivery, type VcsSubject } from './vcs-provider.js';
