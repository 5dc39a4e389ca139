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
  users: 'GET /v3/users', // root → { users: WireUser[] }
  setPermission: 'PUT /v3/repo/:repo/permission/:login', // admin ← permission → { '@type': 'permission', user, level }
  owner: 'GET /v3/owner/:login', // all → WireOwner
  ownerRepositories: 'GET /v3/owner/:login/repos', // all → WireRepositories
  /** ?name_filter=&active=&sort_by=current_build:desc (default: active first, newest build first) */
  repositories: 'GET /v3/repos', // all → WireRepositories
  addRepository: 'POST /v3/repos', // root ← repository → 201 WireRepository
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
  keyPair: 'GET /v3/repo/:repo/key_pair/generated', // read → { '@type': 'key_pair_generated', public_key, fingerprint }
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
  lint: '/-/lint',
  system: '/-/system',
} as const;
