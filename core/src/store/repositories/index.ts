import type { Repositories } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { auditStore } from './audit.js';
import { branchStore } from './branches.js';
import { buildPermissionStore } from './build-permissions.js';
import { buildStore } from './builds.js';
import { commitStore } from './commits.js';
import { cronStore } from './crons.js';
import { deliveryStore } from './deliveries.js';
import { factStore } from './facts.js';
import { hostAppStore } from './host-apps.js';
import { identityStore } from './identities.js';
import { jobStore } from './jobs.js';
import { notificationStore } from './notifications.js';
import { organizationTokenStore } from './organization-tokens.js';
import { ownerStore } from './owners.js';
import { preferenceStore } from './preferences.js';
import { removedRepositoryStore } from './removed-repositories.js';
import { repositoryStore } from './repositories.js';
import { requestStore } from './requests.js';
import { runStore } from './runs.js';
import { sessionStore } from './sessions.js';
import { stageStore } from './stages.js';
import { syncStore } from './syncs.js';
import { teamStore } from './teams.js';
import { userStore } from './users.js';
import { workerStore } from './workers.js';

/** All repositories over one `Db`: the pool, or one transaction. */
export function createRepositories(db: Db): Repositories {
  return {
    owners: ownerStore(db),
    users: userStore(db),
    identities: identityStore(db),
    hostApps: hostAppStore(db),
    syncs: syncStore(db),
    sessions: sessionStore(db),
    repositories: repositoryStore(db),
    removedRepositories: removedRepositoryStore(db),
    branches: branchStore(db),
    deliveries: deliveryStore(db),
    requests: requestStore(db),
    commits: commitStore(db),
    builds: buildStore(db),
    stages: stageStore(db),
    jobs: jobStore(db),
    runs: runStore(db),
    workers: workerStore(db),
    facts: factStore(db),
    notifications: notificationStore(db),
    crons: cronStore(db),
    teams: teamStore(db),
    organizationTokens: organizationTokenStore(db),
    buildPermissions: buildPermissionStore(db),
    preferences: preferenceStore(db),
    audit: auditStore(db),
  };
}
