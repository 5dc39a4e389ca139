/** Contracts for whoever writes a plugin: `@turnpike/sdk` has them. */
export * from './backup.js';
export { JSON_BOUNDS, parseBoundedJson, type JsonBounds } from './bounded-json.js';
export * from './code-hosts.js';
export * from './config-compiler.js';
export type { Limits } from './config.js';
export * from './domain.js';
export * from './errors.js';
export {
  EVENT_IDS,
  EVENT_NAMES,
  type EventHandler,
  type EventName,
  type Events,
  type EventSource,
  type RepositoryRef,
  type TurnpikeEvent,
} from './events.js';
export * from './executor.js';
export * from './facts.js';
export * from './file-store.js';
export * from './hooks.js';
export * from './host.js';
export {
  PRINCIPAL_KINDS,
  type ActingAdministrator,
  type AtOnce,
  type AuditNote,
  type HttpExchange,
  type HttpResponse,
  type LoginMethod,
  type Principal,
  type PrincipalKind,
  type Route,
  type ServedRoute,
  type ShownPages,
  type UpgradeRoute,
  type VisitorRights,
  type WorkerIdentity,
} from './http.js';
export * from './notifier.js';
export * from './operation.js';
export * from './outbound.js';
export * from './payload.js';
export {
  HOOK_SECRETS,
  SECRET_KINDS,
  WITHHELD,
  type DeclaredPermissions,
  type HostPermission,
  type PluginPermissions,
  type SecretKind,
} from './permissions.js';
export * from './plugin.js';
export {
  TOPIC_HEARERS,
  type AboutRepository,
  type PlainTopic,
  type PluginTopic,
  type TopicHearers,
} from './plugin-topics.js';
export * from './script.js';
export * from './sign-in.js';
export type { MethodContract, ServiceCaller, ServiceContract, ServiceOf } from './service.js';
export type {
  ByteRange,
  Claim,
  CommandAnswer,
  Commands,
  Deliveries,
  Leases,
  LineRange,
  LogEnd,
  LogInfo,
  LogMatch,
  LogReader,
  LogSeal,
  LogSink,
  LogStore,
  PreviewRequest,
  RequestPreview,
  RunRef,
} from './services.js';
export {
  BUILD_STATES,
  FINAL_STATES,
  isFinal,
  JOB_STATES,
  REQUEST_STATES,
  type BuildState,
  type FinalState,
  type JobState,
  type RequestResult,
  type RequestState,
  type StageState,
} from './states.js';
export * from './slug.js';
export * from './text.js';
export * from './tokens.js';
export * from './check-run.js';
export * from './vcs.js';
export * from './vcs-accounts.js';
export * from './yml-keys.js';
