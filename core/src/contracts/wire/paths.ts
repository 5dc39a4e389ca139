/**
 * Every path of API v3, by name; what each takes, answers and who may call it stands in `CALLS`.
 * The browser asks only below `/v3`, `/live` and `/ui-plugins`. `:repo` is an id or `owner%2Fname`; ids are digits.
 * @stable
 */
export const API = {
  session: 'GET /v3/session',
  logIn: 'POST /v3/session',
  logOut: 'DELETE /v3/session',
  setPassword: 'PUT /v3/user/password',
  user: 'GET /v3/user',
  createUser: 'POST /v3/users',
  resetPassword: 'POST /v3/user/:login/reset_password',
  tokens: 'GET /v3/user/tokens',
  createToken: 'POST /v3/user/tokens',
  deleteToken: 'DELETE /v3/user/token/:id',
  sessions: 'GET /v3/user/sessions',
  endSession: 'DELETE /v3/user/session/:id',
  syncs: 'GET /v3/user/syncs',
  syncUser: 'POST /v3/user/:id/sync',
  users: 'GET /v3/users',
  suspendUser: 'POST /v3/user/:login/suspend',
  reactivateUser: 'POST /v3/user/:login/reactivate',
  promoteUser: 'POST /v3/user/:login/promote',
  demoteUser: 'POST /v3/user/:login/demote',
  removeUser: 'DELETE /v3/user/:login',
  userTokens: 'GET /v3/user/:login/tokens',
  revokeUserToken: 'DELETE /v3/user/:login/token/:id',
  userSessions: 'GET /v3/user/:login/sessions',
  endUserSession: 'DELETE /v3/user/:login/session/:id',
  revokeAccess: 'DELETE /v3/user/:login/access',
  workerTokens: 'GET /v3/worker_tokens',
  createWorkerToken: 'POST /v3/worker_tokens',
  revokeWorkerToken: 'DELETE /v3/worker_token/:name',
  audit: 'GET /v3/audit',
  auditLines: 'GET /v3/audit.jsonl',
  repositoryAudit: 'GET /v3/repo/:repo/audit',
  repositoryAuditLines: 'GET /v3/repo/:repo/audit.jsonl',
  permissions: 'GET /v3/repo/:repo/permissions',
  setPermission: 'PUT /v3/repo/:repo/permission/:login',
  owner: 'GET /v3/owner/:login',
  owners: 'GET /v3/owners',
  suspendOwner: 'POST /v3/owner/:login/suspend',
  reactivateOwner: 'POST /v3/owner/:login/reactivate',
  ownerRepositories: 'GET /v3/owner/:login/repos',
  repositories: 'GET /v3/repos',
  addRepository: 'POST /v3/repos',
  changeRepository: 'PATCH /v3/repo/:repo',
  hook: 'GET /v3/repo/:repo/hook',
  renewHook: 'POST /v3/repo/:repo/hook',
  removeHook: 'DELETE /v3/repo/:repo/hook',
  removeRepository: 'DELETE /v3/repo/:repo',
  removedRepositories: 'GET /v3/removed_repos',
  removedRepository: 'GET /v3/removed_repo/:id',
  removeLeftHook: 'POST /v3/removed_repo/:id/remove_hook',
  forgetRemoved: 'DELETE /v3/removed_repo/:id',
  repository: 'GET /v3/repo/:repo',
  activate: 'POST /v3/repo/:repo/activate',
  deactivate: 'POST /v3/repo/:repo/deactivate',
  branches: 'GET /v3/repo/:repo/branches',
  branch: 'GET /v3/repo/:repo/branch/:name',
  builds: 'GET /v3/repo/:repo/builds',
  ownBuilds: 'GET /v3/builds',
  build: 'GET /v3/build/:id',
  buildJobs: 'GET /v3/build/:id/jobs',
  buildStages: 'GET /v3/build/:id/stages',
  buildConfig: 'GET /v3/build/:id/config',
  buildNotifications: 'GET /v3/build/:id/notifications',
  artifacts: 'GET /v3/build/:id/artifacts',
  artifact: 'GET /v3/build/:id/artifacts/:path(.*)',
  caches: 'GET /v3/repo/:repo/caches',
  deleteCaches: 'DELETE /v3/repo/:repo/caches',
  restartBuild: 'POST /v3/build/:id/restart',
  prioritizeBuild: 'POST /v3/build/:id/priority',
  cancelBuild: 'POST /v3/build/:id/cancel',
  job: 'GET /v3/job/:id',
  jobRuns: 'GET /v3/job/:id/runs',
  restartJob: 'POST /v3/job/:id/restart',
  cancelJob: 'POST /v3/job/:id/cancel',
  log: 'GET /v3/job/:id/log',
  rawLog: 'GET /v3/job/:id/log.txt',
  searchLog: 'GET /v3/job/:id/log/search',
  logParts: 'GET /v3/job/:id/log_parts',
  deleteLog: 'DELETE /v3/job/:id/log',
  requests: 'GET /v3/repo/:repo/requests',
  request: 'GET /v3/repo/:repo/request/:id',
  requestMessages: 'GET /v3/repo/:repo/request/:id/messages',
  createRequest: 'POST /v3/repo/:repo/requests',
  preview: 'POST /v3/repo/:repo/request/preview',
  lint: 'POST /v3/lint',
  settings: 'GET /v3/repo/:repo/settings',
  setting: 'GET /v3/repo/:repo/setting/:name',
  setSetting: 'PATCH /v3/repo/:repo/setting/:name',
  envVars: 'GET /v3/repo/:repo/env_vars',
  createEnvVar: 'POST /v3/repo/:repo/env_vars',
  envVar: 'GET /v3/repo/:repo/env_var/:id',
  updateEnvVar: 'PATCH /v3/repo/:repo/env_var/:id',
  deleteEnvVar: 'DELETE /v3/repo/:repo/env_var/:id',
  crons: 'GET /v3/repo/:repo/crons',
  createCron: 'POST /v3/repo/:repo/branch/:branch/cron',
  cron: 'GET /v3/cron/:id',
  deleteCron: 'DELETE /v3/cron/:id',
  keyPair: 'GET /v3/repo/:repo/key_pair/generated',
  renewKeyPair: 'POST /v3/repo/:repo/key_pair/generated',
  sshKey: 'GET /v3/repo/:repo/key_pair',
  createSshKey: 'POST /v3/repo/:repo/key_pair',
  updateSshKey: 'PATCH /v3/repo/:repo/key_pair',
  deleteSshKey: 'DELETE /v3/repo/:repo/key_pair',
  runCron: 'POST /v3/cron/:id/run',
  deliveries: 'GET /v3/repo/:repo/deliveries',
  delivery: 'GET /v3/delivery/:id',
  redeliver: 'POST /v3/delivery/:id/redeliver',
  notifications: 'GET /v3/repo/:repo/notifications',
  sendAgain: 'POST /v3/notification/:id/again',
  jobs: 'GET /v3/jobs',
  system: 'GET /v3/system',
  ui: 'GET /v3/ui',
  serverConfig: 'GET /v3/config',
  openapi: 'GET /v3/openapi.json',
} as const;
/** Name of a call: a key of `API`. @stable */
export type ApiName = keyof typeof API;

/** JSON Schema of `.travis.yml` with the keys of all installed plugins, for editors. Everybody may have it; cacheable. @stable */
export const YML_SCHEMA_PATH = '/schema/travis.json';

/** What the interface asks to be included; nested objects are `minimal` otherwise. @stable */
export const INCLUDES = {
  repositories:
    'repository.current_build,repository.default_branch,build.branch,build.commit,build.created_by',
  repository: 'repository.current_build,repository.default_branch',
  branches: 'branch.last_build,branch.recent_builds,build.commit,build.created_by',
  builds: 'build.branch,build.tag,build.commit,build.created_by',
  build:
    'build.repository,build.branch,build.tag,build.commit,build.created_by,build.request,build.jobs,build.stages,job.config',
  jobs: 'job.config,job.repository,job.stage,job.commit,job.build',
  job: 'job.config,job.build,job.stage,job.repository,job.commit,build.jobs',
  requests: 'request.commit,request.builds',
  request: 'request.commit,request.builds,request.config,request.raw_configs,request.messages',
} as const;

/**
 * Pages of the interface, as links are written in notifications, statuses and `TRAVIS_*_WEB_URL`.
 * The shape of repository pages is Travis's. `web` answers `GET` of any path with no route and no file extension by
 * the page, so these need no table there. Paths stand below the base path.
 * @stable
 */
export const PAGES = {
  home: '/',
  owner: '/:owner',
  repository: '/:owner/:name',
  branches: '/:owner/:name/branches',
  pullRequests: '/:owner/:name/pull_requests',
  requests: '/:owner/:name/requests',
  settings: '/:owner/:name/settings',
  deliveries: '/:owner/:name/deliveries',
  /** Who may do what with a repository. */
  people: '/:owner/:name/people',
  /** Who did what to a repository. */
  repositoryAudit: '/:owner/:name/audit',
  /** A plugin's tab, by the tag of its element (slot `repository.tab`). */
  contribution: '/:owner/:name/plugins/:tag',
  /** A plugin's tab of a build (slot `build.tab`). */
  buildContribution: '/:owner/:name/builds/:id/plugins/:tag',
  build: '/:owner/:name/builds/:id',
  buildConfig: '/:owner/:name/builds/:id/config',
  job: '/:owner/:name/jobs/:id',
  logIn: '/-/login',
  /** What login-local prints: the token stands in the fragment, so that no server log has it. */
  once: '/-/login#once=:token',
  account: '/-/account',
  /** First steps, and where what is written down. */
  help: '/-/help',
  /** What runs and waits now, of all that one may see. */
  activity: '/-/activity',
  /** A plugin's page, by the tag of its element (slot `page`). */
  plugin: '/-/plugins/:tag',
  lint: '/-/lint',
  /** What the API is, to read and to try. */
  explorer: '/-/api',
  system: '/-/system',
  /** Accounts and owners, for administrators. */
  users: '/-/users',
  /** Who did what, for administrators. */
  audit: '/-/audit',
} as const;
