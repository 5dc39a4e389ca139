import { OF_HOST, INCLUDE, PAGED, type Calls } from './call.js';

/** What asked for builds, and what a configuration stands for. */
export const REQUEST_CALLS = {
  requests: {
    summary: 'Lists what asked for builds, newest first',
    rights: 'repository:read',
    query: { ...PAGED, ...INCLUDE },
    answer: 'WireRequests',
  },
  request: {
    summary: 'Shows what asked for a build',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireRequest',
  },
  requestMessages: {
    summary: 'Lists what was said of the configuration of a request',
    rights: 'repository:read',
    answer: 'WireMessages',
  },
  createRequest: {
    summary: 'Asks for a build without a push',
    rights: 'repository:write',
    body: 'request',
    answer: 'WirePending',
    status: 202,
  },
  preview: {
    summary: 'Tells what a request would become',
    rights: 'repository:read',
    body: 'preview',
    answer: 'WireLint',
  },
  lint: {
    summary: 'Reads a `.travis.yml` and tells what it stands for',
    description: 'A text that cannot be read is an answer with `error`.',
    rights: 'visitor',
    body: 'lint',
    answer: 'WireLint',
  },
} as const satisfies Calls;

/** Settings, variables, schedules, deliveries and notifications of a repository. */
export const SETTING_CALLS = {
  ownerSettings: {
    summary: 'Lists settings of an owner, which plugins declare',
    rights: 'visitor',
    query: OF_HOST,
    answer: 'WireSettings',
  },
  ownerSetting: {
    summary: 'Shows a setting of an owner',
    rights: 'visitor',
    query: OF_HOST,
    answer: 'WireSetting',
  },
  setOwnerSetting: {
    summary: 'Changes a setting of an owner',
    description:
      'Administrators of the platform, the person that the owner is, and whoever administers all of its repositories here.',
    rights: 'signed-in',
    query: OF_HOST,
    body: 'setting',
    answer: 'WireSetting',
  },
  settings: { summary: 'Lists settings', rights: 'repository:read', answer: 'WireSettings' },
  setting: { summary: 'Shows a setting', rights: 'repository:read', answer: 'WireSetting' },
  setSetting: {
    summary: 'Changes a setting',
    rights: 'repository:admin',
    body: 'setting',
    answer: 'WireSetting',
  },
  envVars: {
    summary: 'Lists environment variables; values of public ones only',
    rights: 'repository:write',
    answer: 'WireEnvVars',
  },
  envVar: {
    summary: 'Shows an environment variable',
    rights: 'repository:write',
    answer: 'WireEnvVar',
  },
  createEnvVar: {
    summary: 'Adds an environment variable',
    rights: 'repository:write',
    body: 'env_var',
    answer: 'WireEnvVar',
    status: 201,
  },
  updateEnvVar: {
    summary: 'Changes an environment variable',
    rights: 'repository:write',
    body: 'env_var_change',
    answer: 'WireEnvVar',
  },
  deleteEnvVar: { summary: 'Removes an environment variable', rights: 'repository:write' },
  crons: { summary: 'Lists schedules', rights: 'repository:read', answer: 'WireCrons' },
  cron: { summary: 'Shows a schedule', rights: 'repository:read', answer: 'WireCron' },
  createCron: {
    summary: 'Schedules builds of a branch, in place of its former schedule',
    rights: 'repository:write',
    body: 'cron',
    answer: 'WireCron',
    status: 201,
  },
  deleteCron: { summary: 'Removes a schedule', rights: 'repository:write' },
  runCron: {
    summary: 'Builds what is scheduled now; its next time stays',
    rights: 'repository:write',
    answer: 'WirePending',
    status: 202,
  },
  deliveries: {
    summary: 'Lists what the code host sent, newest first',
    rights: 'repository:admin',
    query: PAGED,
    answer: 'WireDeliveries',
  },
  delivery: {
    summary: 'Shows what the code host sent',
    rights: 'repository:admin',
    answer: 'WireDelivery',
  },
  redeliver: {
    summary: 'Takes a delivery once more',
    rights: 'repository:admin',
    answer: 'WirePending',
    status: 202,
  },
  notifications: {
    summary: 'Lists notifications, newest first',
    rights: 'repository:read',
    query: PAGED,
    answer: 'WireNotifications',
  },
  sendAgain: {
    summary: 'Sends a notification again',
    rights: 'repository:write',
    answer: 'WirePending',
    status: 202,
  },
} as const satisfies Calls;
