import { peopleAndRepositories } from './0001-people-and-repositories.js';
import { requestsAndBuilds } from './0002-requests-and-builds.js';
import { jobsAndRuns } from './0003-jobs-and-runs.js';
import { jobOrigins } from './0004-job-origins.js';
import { retention } from './0005-retention.js';
import { processFacts } from './0006-process-facts.js';
import { envVarForm } from './0007-env-var-form.js';
import { historyOfPushes } from './0009-history-of-pushes.js';
import { hostFaults } from './0010-host-faults.js';
import { storeProbes } from './0011-store-probes.js';
import { auditLog } from './0012-audit-log.js';
import { sessionUse } from './0013-session-use.js';
import { workerTokens } from './0014-worker-tokens.js';
import { formerNames } from './0015-former-names.js';
import { revokedRuns } from './0016-revoked-runs.js';
import { auditOutcomes } from './0017-audit-outcomes.js';
import { removedRepositories } from './0018-removed-repositories.js';
import { hostsAndIdentities } from './0019-hosts-and-identities.js';
import { syncs } from './0020-syncs.js';
import { activations } from './0022-activations.js';
import { auditOfRepositories } from './0026-audit-of-repositories.js';
import { preferences } from './0027-preferences.js';
import { sshKeyDescription } from './0030-ssh-key-description.js';
import { buildPriority } from './0031-build-priority.js';
import { hostApps } from './0032-host-apps.js';
import { teams } from './0033-teams.js';
import { buildDenials } from './0034-build-denials.js';
import { acting } from './0035-acting.js';
import { organizationTokens } from './0036-organization-tokens.js';
import { ownerSettings } from './0037-owner-settings.js';
import { rightsInUse } from './0039-rights-in-use.js';
import type { SchemaMigration } from './schema.js';

/** The shared schema, oldest step first. Never edit a released step: add one. */
export const migrations: readonly SchemaMigration[] = [
  peopleAndRepositories,
  requestsAndBuilds,
  jobsAndRuns,
  jobOrigins,
  retention,
  processFacts,
  envVarForm,
  historyOfPushes,
  hostFaults,
  storeProbes,
  auditLog,
  sessionUse,
  workerTokens,
  formerNames,
  revokedRuns,
  auditOutcomes,
  removedRepositories,
  hostsAndIdentities,
  syncs,
  activations,
  auditOfRepositories,
  preferences,
  sshKeyDescription,
  buildPriority,
  hostApps,
  teams,
  buildDenials,
  acting,
  organizationTokens,
  ownerSettings,
  rightsInUse,
];
