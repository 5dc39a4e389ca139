import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { actingRoutes } from './acting.js';
import { auditRoutes } from './audit.js';
import { badgeRoutes } from './badges.js';
import { branchRoutes } from './branches.js';
import { commandRoutes } from './build-commands.js';
import { buildConfigRoutes } from './build-config.js';
import { buildPermissionRoutes } from './build-permissions.js';
import { buildPriorityRoutes } from './build-priority.js';
import { buildRoutes } from './builds.js';
import { cronRoutes } from './crons.js';
import { deliveryRoutes } from './deliveries.js';
import { envVarRoutes } from './env-vars.js';
import { feedRoutes } from './feeds.js';
import { hookHealthRoutes } from './hook-health.js';
import { hookRoutes } from './hook.js';
import { jobRoutes } from './jobs.js';
import { keyPairRoutes } from './key-pairs.js';
import { lintRoutes } from './lint.js';
import { logRoutes } from './logs.js';
import { notificationRoutes } from './notifications.js';
import { openApiRoutes } from './openapi.js';
import { organizationTokenRoutes } from './organization-tokens.js';
import { ownAccessRoutes } from './own-access.js';
import { ownDataRoutes } from './own-data.js';
import { ownerSettingRoutes } from './owner-settings.js';
import { ownerRoutes } from './owners.js';
import { permissionRoutes } from './permissions.js';
import { preferenceRoutes } from './preferences.js';
import { removedRepositoryRoutes } from './removed-repositories.js';
import { repositoryRoutes } from './repositories.js';
import { requestRoutes } from './requests.js';
import { schemaRoutes } from './schema.js';
import { serverConfigRoutes } from './server-config.js';
import { sessionRoutes } from './session.js';
import { settingRoutes } from './settings.js';
import { sshKeyRoutes } from './ssh-key.js';
import { syncRoutes } from './syncs.js';
import { systemRoutes } from './system.js';
import { teamRoutes } from './teams.js';
import { unsubscribeRoutes } from './unsubscribe.js';
import { userAdminRoutes } from './user-admin.js';
import { userRoutes } from './users.js';
import { workerTokenRoutes } from './worker-tokens.js';

const RESOURCES: readonly ((api: Api) => Route[])[] = [
  actingRoutes,
  auditRoutes,
  badgeRoutes,
  branchRoutes,
  buildConfigRoutes,
  buildPermissionRoutes,
  buildPriorityRoutes,
  buildRoutes,
  commandRoutes,
  cronRoutes,
  deliveryRoutes,
  envVarRoutes,
  feedRoutes,
  hookRoutes,
  hookHealthRoutes,
  jobRoutes,
  keyPairRoutes,
  lintRoutes,
  logRoutes,
  notificationRoutes,
  openApiRoutes,
  ownerSettingRoutes,
  organizationTokenRoutes,
  ownAccessRoutes,
  ownDataRoutes,
  ownerRoutes,
  permissionRoutes,
  preferenceRoutes,
  removedRepositoryRoutes,
  repositoryRoutes,
  requestRoutes,
  schemaRoutes,
  serverConfigRoutes,
  sessionRoutes,
  settingRoutes,
  sshKeyRoutes,
  syncRoutes,
  systemRoutes,
  teamRoutes,
  unsubscribeRoutes,
  userAdminRoutes,
  userRoutes,
  workerTokenRoutes,
];

export function apiRoutes(api: Api): Route[] {
  return RESOURCES.flatMap((routes) => routes(api));
}
