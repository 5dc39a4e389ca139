/** Files whose tests show many features. */
const api = 'plugins/api/src/resources';
const ui = 'ui/src/components';

export const files = {
  addons: 'plugins/addons/src/addons.test.ts',
  badge: 'plugins/api/src/render/badge.test.ts',
  buildRules: 'test/conformance/build.test.ts',
  builds: 'test/integration/builds.test.ts',
  checkout: 'plugins/build/src/checkout/checkout.test.ts',
  checks: 'test/acceptance/hosts/github-checks.test.ts',
  cli: 'core/src/cli/cli.test.ts',
  codeHosts: 'core/src/host/code-hosts.test.ts',
  commands: 'plugins/hub/src/commands.test.ts',
  compile: 'plugins/build/src/compile.test.ts',
  conditions: 'plugins/travis-yml/src/conditions/conditions.test.ts',
  deploy: 'plugins/build/src/deploy/deploy.test.ts',
  deployConditions: 'plugins/build/src/deploy/conditions.test.ts',
  email: 'plugins/notify-email/src/email-notifier.test.ts',
  feeds: `${api}/feeds.test.ts`,
  followLog: 'core/src/cli/follow-log.test.ts',
  gatekeeper: 'plugins/gatekeeper/src/gatekeeper.test.ts',
  gitea: 'test/integration/gitea.test.ts',
  github: 'test/integration/github.test.ts',
  githubParse: 'plugins/vcs-github/src/parse.test.ts',
  http: 'core/src/http/http-host.test.ts',
  inert: 'plugins/travis-yml/src/hints/inert.test.ts',
  jobCaches: 'plugins/storage/src/caches.test.ts',
  kept: 'plugins/storage/src/builds.test.ts',
  language: 'test/conformance/config.test.ts',
  live: 'test/e2e/live.spec.ts',
  localRun: 'test/integration/local-run.test.ts',
  logPage: `${ui}/job-log/job-log.test.ts`,
  logs: 'plugins/logs/src/logs.test.ts',
  matrix: 'plugins/travis-yml/src/compile.test.ts',
  notifyBuild: 'plugins/hub/src/notify-build.test.ts',
  payload: 'plugins/hub/src/payload/payload.test.ts',
  pod: 'plugins/executor-kubernetes/src/pod/build-pod.test.ts',
  preferences: `${api}/preferences.test.ts`,
  rollUp: 'plugins/hub/src/roll-up.test.ts',
  routing: 'plugins/scheduler/src/rules.test.ts',
  rules: 'plugins/gatekeeper/src/rules/rules.test.ts',
  schedule: 'plugins/scheduler/src/schedule-owner.test.ts',
  secrets: 'core/src/secrets/secrets.test.ts',
  settings: `${api}/settings.test.ts`,
  shellHelpers: 'sdk/src/shell/helpers.test.ts',
  signIn: 'plugins/api/src/sign-in/sign-in.test.ts',
  storage: 'test/integration/storage.test.ts',
  sync: 'plugins/gatekeeper/src/sync/sync.test.ts',
  userAdmin: `${api}/user-admin.test.ts`,
  users: `${api}/users.test.ts`,
  v2: 'plugins/api/src/v2/v2.test.ts',
  walk: 'test/e2e/walk.spec.ts',
  webhook: 'plugins/notify-webhook/src/webhook-notifier.test.ts',
  worker: 'plugins/worker/src/worker.test.ts',
} as const;

/** Of a resource of the API, beside its code. */
export const apiTest = (name: string): string => `${api}/${name}.test.ts`;
/** Of an element of the interface, beside its code. */
export const uiTest = (name: string): string => `${ui}/${name}/${name}.test.ts`;
/** Of a page of the interface, beside its code. */
export const pageTest = (name: string): string => `ui/src/pages/${name}/${name}.test.ts`;
