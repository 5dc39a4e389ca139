export { buildNotice, buildRecord, commitRecord, jobRecord } from './build-notice.js';
export { createTestRepository, type TestRepository } from './git-repository.js';
export { startGitServer, type GitServer } from './git-server.js';
export { createOutbound } from '@turnpike/core';
export type { Fault } from './faults.js';
export { eventData } from './event-data.js';
export * from './fakes/index.js';
export {
  accessContext,
  approveContext,
  buildContext,
  configContext,
  configFetch,
  hookArguments,
  instanceContext,
  jobCommandContext,
  limitContext,
  logFilterContext,
  matrixContext,
  notificationContext,
  payloadContext,
  routeContext,
  scriptStageContext,
  type HookArguments,
} from './hook-arguments.js';
export {
  httpExchange,
  instanceSpec,
  jobPayload,
  notificationTarget,
  userPrincipal,
} from './job-records.js';
export {
  apiTokenRecord,
  auditRecord,
  activationRecord,
  browserSessionRecord,
  configMessageRecord,
  hookLeftRecord,
  hostFaultRecord,
  hostAppRecord,
  identityRecord,
  memberRecord,
  syncRecord,
  withheldRecord,
  moveRecord,
  permissionRecord,
  preferenceRecord,
  rawConfigRecord,
  removedRepositoryRecord,
  rightOriginRecord,
  teamRecord,
  workerTokenRecord,
} from './more-records.js';
export {
  commitInfo,
  commitStatus,
  pushEvent,
  rawDelivery,
  repoAccess,
  repoIdentity,
} from './vcs-records.js';
export { installedKeys } from './installed-keys.js';
export {
  branchRecord,
  cronRecord,
  deliveryRecord,
  envVarRecord,
  jobRunRecord,
  notificationRecord,
  ownerRecord,
  pullRequestRecord,
  requestContext,
  requestRecord,
  stageRecord,
  userRecord,
  workerRecord,
} from './records.js';
export { repositoryRecord } from './repository.js';
export {
  fake,
  startTestHost,
  testPlugin,
  type Fake,
  type TestHost,
  type TestHostOptions,
  type TestPluginOptions,
} from './test-plugin.js';
export {
  testPlatform,
  type TestApi,
  type TestPlatform,
  type TestPlatformOptions,
  type BuildAsk,
  type ProjectSettings,
  type TestProject,
} from './test-platform.js';
