import type { Feature, FeatureGroup } from './feature.js';
import { accounts } from './groups/accounts.js';
import { api } from './groups/api.js';
import { beyond } from './groups/beyond.js';
import { caches } from './groups/caches.js';
import { commands } from './groups/commands.js';
import { configuration } from './groups/configuration.js';
import { deployments } from './groups/deployments.js';
import { environments } from './groups/environments.js';
import { insights } from './groups/insights.js';
import { languages } from './groups/languages.js';
import { lifeCycle } from './groups/life-cycle.js';
import { logs } from './groups/logs.js';
import { jobsOfBuilds } from './groups/matrix.js';
import { notifications } from './groups/notifications.js';
import { operation } from './groups/operation.js';
import { pages } from './groups/pages.js';
import { secrets } from './groups/secrets.js';
import { servicesAndAddons } from './groups/services.js';
import { stages } from './groups/stages.js';
import { triggering } from './groups/triggering.js';

/** What people know from Travis, and ideas beyond it, in the order of their letters. */
export const FEATURE_GROUPS: readonly FeatureGroup[] = [
  triggering,
  configuration,
  lifeCycle,
  jobsOfBuilds,
  stages,
  environments,
  languages,
  servicesAndAddons,
  caches,
  deployments,
  notifications,
  secrets,
  logs,
  api,
  commands,
  pages,
  insights,
  accounts,
  operation,
  beyond,
];

export const FEATURES: readonly Feature[] = FEATURE_GROUPS.flatMap(({ features }) => features);
