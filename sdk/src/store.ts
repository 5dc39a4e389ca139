/** The shared tables, for the roles that have a database. */
export type {
  AuditFilter,
  AuditStore,
  BranchStore,
  BuildFilter,
  BuildPermissionStore,
  BuildPlace,
  BuildStore,
  CommitStore,
  CronStore,
  DeliveryStore,
  HostAppStore,
  IdentityStore,
  JobBrief,
  JobStore,
  NewBuild,
  NewJob,
  NewRequest,
  NotificationStore,
  OldLog,
  OrganizationTokenStore,
  OwnerStore,
  Page,
  Paged,
  PreferenceStore,
  PushedBuild,
  RemovedRepositoryStore,
  Repositories,
  RepositoryStore,
  RequestStore,
  Retention,
  RunStore,
  SealedTokens,
  SessionStore,
  StageStore,
  RightCheck,
  SyncOutcome,
  SyncStore,
  Store,
  StoreTransaction,
  TeamStore,
  Transition,
  UserStore,
  WaitingJob,
  WorkerStore,
} from '@turnpike/core/contracts';
export { tokens } from '@turnpike/core/contracts';
export {
  openHostAccess,
  openRepoAccess,
  readCredential,
  writeCredential,
} from './store/repo-access.js';
export {
  asksForBuild,
  planRequest,
  requestOf,
  storeNewRequest,
  storeRequest,
  type BuildEventKind,
  type BuildRepoEvent,
} from './store/store-request.js';
export { liveToken, type TokenPorts } from './store/live-token.js';
export {
  readUnsubscribeToken,
  writeUnsubscribeToken,
  type Mailbox,
} from './store/unsubscribe-token.js';
export { purgeAll } from './store/purge-all.js';
export { applyRepoEvent } from './store/apply-event.js';
export { hasMoved, moveRepository } from './store/move-repository.js';
export { readWebhookSecrets, writeWebhookSecrets } from './store/webhook-secrets.js';
export {
  createAccess,
  insufficient,
  notFound,
  type Access,
  type AccessPorts,
  type Rights,
} from './store/access.js';
export { TOKEN_SCOPES, scopeAllows } from './store/scopes.js';
