/**
 * Every path that the interface uses, by name. The browser asks only below `/v3`, `/live` and `/ui-plugins`.
 * `:repo` is an id or `owner%2Fname`; ids are digits. Errors are WireError.
 * Access: `all` (anonymous where `api.public`), `user`, `read|write|admin` (right on the repository), `root` (administrator).
 */
export const API = {
  session: 'GET /v3/session', // all always → WireSession
  logIn: 'POST /v3/session', // all always ← session → WireSession
  logOut: 'DELETE /v3/session', // user → 204
  setPassword: 'PUT /v3/user/password', // user ← password → 204
  user: 'GET /v3/user', // user → WireUser
  /** Of the command line: `turnpike user add`, `turnpike user reset-password`. Served by login-local. */
  createUser: 'POST /v3/users', // root ← user → 201 WireUserLink
  resetPassword: 'POST /v3/user/:login/reset_password', // root → WireUserLink
  tokens: 'GET /v3/user/tokens', // user → WireTokens
  createToken: 'POST /v3/user/tokens', // user ← token → 201 WireToken
  deleteToken: 'DELETE /v3/user/token/:id', // user → 204
  sessions: 'GET /v3/user/sessions', // user → WireBrowserSessions
  endSession: 'DELETE /v3/user/session/:id', // user → 204
  users: 'GET /v3/users', // root → WireUsers
  suspendUser: 'POST /v3/user/:login/suspend', // root → WireUser; ends sessions and tokens; 409 for the last administrator
  reactivateUser: 'POST /v3/user/:login/reactivate', // root → WireUser
  promoteUser: 'POST /v3/user/:login/promote', // root → WireUser
  demoteUser: 'POST /v3/user/:login/demote', // root → WireUser; 409 for the last administrator
  removeUser: 'DELETE /v3/user/:login', // root → 204; 409 for the last administrator
  userTokens: 'GET /v3/user/:login/tokens', // root → WireTokens
  revokeUserToken: 'DELETE /v3/user/:login/token/:id', // root → 204
  userSessions: 'GET /v3/user/:login/sessions', // root → WireBrowserSessions
  endUserSession: 'DELETE /v3/user/:login/session/:id', // root → 204
  revokeAccess: 'DELETE /v3/user/:login/access', // root → { '@type': 'revoked', sessions, tokens }: how many ended
  workerTokens: 'GET /v3/worker_tokens', // root → WireWorkerTokens
  createWorkerToken: 'POST /v3/worker_tokens', // root ← worker_token → 201 WireWorkerToken
  revokeWorkerToken: 'DELETE /v3/worker_token/:name', // root → 204
  /** ?user=&action= (`user.` for all that begin so) &from=&to=&repository_id=&limit=&offset= */
  audit: 'GET /v3/audit', // root → WireAuditEntries
  permissions: 'GET /v3/repo/:repo/permissions', // admin → WirePermissions
  setPermission: 'PUT /v3/repo/:repo/permission/:login', // admin ← permission → { '@type': 'permission', user, level }
  owner: 'GET /v3/owner/:login', // all → WireOwner
  ownerRepositories: 'GET /v3/owner/:login/repos', // all → WireRepositories
  /** ?name_filter=&active=&sort_by=current_build:desc (default: active first, newest build first) */
  repositories: 'GET /v3/repos', // all → WireRepositories
  addRepository: 'POST /v3/repos', // root ← repository → 201 WireRepository
  changeRepository: 'PATCH /v3/repo/:repo', // admin, clone_url: root ← repository_change → WireRepository
  hook: 'GET /v3/repo/:repo/hook', // admin → WireWebhook
  renewHook: 'POST /v3/repo/:repo/hook', // admin ← webhook → WireWebhook
  removeRepository: 'DELETE /v3/repo/:repo', // root → 204
  repository: 'GET /v3/repo/:repo', // read → WireRepository
  activate: 'POST /v3/repo/:repo/activate', // admin → WireRepository
  deactivate: 'POST /v3/repo/:repo/deactivate', // admin → WireRepository
  branches: 'GET /v3/repo/:repo/branches', // read ?name= → WireBranches
  branch: 'GET /v3/repo/:repo/branch/:name', // read → WireBranch
  /** ?branch.name=&build.event_type=a,b&build.state=a,b&build.created_by=login&limit=&offset= */
  builds: 'GET /v3/repo/:repo/builds', // read → WireBuilds
  /** ?build.number= is +: a build by its number. */
  build: 'GET /v3/build/:id', // read → WireBuild
  buildJobs: 'GET /v3/build/:id/jobs', // read → WireJobs
  buildStages: 'GET /v3/build/:id/stages', // read → WireStages
  buildConfig: 'GET /v3/build/:id/config', // read → WireBuildConfig
  buildNotifications: 'GET /v3/build/:id/notifications', // read → WireNotifications
  /** Of the plugin storage, as are caches. A download is a sandboxed attachment. */
  artifacts: 'GET /v3/build/:id/artifacts', // read → WireArtifacts
  caches: 'GET /v3/repo/:repo/caches', // write ?branch=&match= → WireCaches
  deleteCaches: 'DELETE /v3/repo/:repo/caches', // write ?branch=&match= → WireCaches, those that went
  restartBuild: 'POST /v3/build/:id/restart', // write ← restart_build → 202 WirePending
  cancelBuild: 'POST /v3/build/:id/cancel', // write → 202 WirePending
  job: 'GET /v3/job/:id', // read → WireJob
  jobRuns: 'GET /v3/job/:id/runs', // read → WireRuns
  restartJob: 'POST /v3/job/:id/restart', // write → 202 WirePending
  cancelJob: 'POST /v3/job/:id/cancel', // write → 202 WirePending
  /** ?run=N, the latest if absent. */
  log: 'GET /v3/job/:id/log', // read → WireLog
  /**
   * Raw bytes, text/plain, streamed, sandboxed. ?run=N; ?download=1 makes it an attachment. Takes `Range: bytes=N-`
   * (206; 416 past the end). Headers: X-Log-Run, X-Log-End (bytes now), X-Log-Sealed (true|false).
   */
  rawLog: 'GET /v3/job/:id/log.txt', // read
  /** ?q=TEXT&run=N&limit=, the case of ASCII letters and colours do not count; at most 9,999 lines. */
  searchLog: 'GET /v3/job/:id/log/search', // read → WireLogMatches
  logParts: 'GET /v3/job/:id/log_parts', // read ?after=&run= → WireLogParts
  deleteLog: 'DELETE /v3/job/:id/log', // write → WireLog
  requests: 'GET /v3/repo/:repo/requests', // read → WireRequests
  request: 'GET /v3/repo/:repo/request/:id', // read → WireRequest
  requestMessages: 'GET /v3/repo/:repo/request/:id/messages', // read → WireMessages
  createRequest: 'POST /v3/repo/:repo/requests', // write ← request → 202 WirePending
  preview: 'POST /v3/repo/:repo/request/preview', // read ← preview → WireLint
  lint: 'POST /v3/lint', // all ← lint → WireLint
  settings: 'GET /v3/repo/:repo/settings', // read → WireSettings
  setSetting: 'PATCH /v3/repo/:repo/setting/:name', // admin ← setting → WireSetting
  envVars: 'GET /v3/repo/:repo/env_vars', // write → WireEnvVars
  createEnvVar: 'POST /v3/repo/:repo/env_vars', // write ← env_var → 201 WireEnvVar
  updateEnvVar: 'PATCH /v3/repo/:repo/env_var/:id', // write ← env_var → WireEnvVar
  deleteEnvVar: 'DELETE /v3/repo/:repo/env_var/:id', // write → 204
  crons: 'GET /v3/repo/:repo/crons', // read → WireCrons
  createCron: 'POST /v3/repo/:repo/branch/:branch/cron', // write ← cron → 201 WireCron
  deleteCron: 'DELETE /v3/cron/:id', // write → 204
  keyPair: 'GET /v3/repo/:repo/key_pair/generated', // read → WireKeyPair; POST makes a new one
  runCron: 'POST /v3/cron/:id/run', // + write → 202 WirePending; its next time stays
  deliveries: 'GET /v3/repo/:repo/deliveries', // admin → WireDeliveries
  delivery: 'GET /v3/delivery/:id', // admin → WireDelivery
  redeliver: 'POST /v3/delivery/:id/redeliver', // admin → 202 WirePending
  notifications: 'GET /v3/repo/:repo/notifications', // read → WireNotifications
  sendAgain: 'POST /v3/notification/:id/again', // write → 202 WirePending
  /** Jobs by state over all that one may read: ?job.state=a,b */
  jobs: 'GET /v3/jobs', // user → WireJobs
  system: 'GET /v3/system', // root → WireSystem
  ui: 'GET /v3/ui', // all always → WireUi
} as const;
export type ApiName = keyof typeof API;

/** JSON Schema of `.travis.yml` with the keys of all installed plugins, for editors. Everybody may have it; cacheable. */
export const YML_SCHEMA_PATH = '/schema/travis.json';

/** What the interface asks to be included; nested objects are `minimal` otherwise. */
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
  /** A plugin's tab, by the tag of its element (slot `repository.tab`). */
  contribution: '/:owner/:name/plugins/:tag',
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
  lint: '/-/lint',
  system: '/-/system',
} as const;
