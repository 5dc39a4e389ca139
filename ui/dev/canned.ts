/** Answers of the fixture server that never change. */
const now = Date.now();
const iso = (agoMs: number): string => new Date(now - agoMs).toISOString();
const CONFIG = `language: node_js
node_js:
  - 20
  - 22
  - 24
env:
  - DB=postgres
  - DB=sqlite
servces:
  - postgresql
jobs:
  allow_failures:
    - node_js: 24
  include:
    - stage: deploy
      name: Publish the package
      node_js: 22
      script: npm publish
      sudo: required
`;

const messages = [
  {
    '@type': 'message',
    level: 'warn',
    key: 'servces',
    code: 'find_key',
    args: {},
    src: 'acme/widgets:.travis.yml@4f2a91c',
    line: 9,
    text: 'servces is not a known key; services was meant.',
  },
  {
    '@type': 'message',
    level: 'info',
    key: 'jobs.include.sudo',
    code: 'deprecated',
    args: {},
    src: 'acme/widgets:.travis.yml@4f2a91c',
    line: 19,
    text: 'sudo has no effect any more.',
  },
  {
    '@type': 'message',
    level: 'hint',
    key: 'root',
    code: 'no_os',
    args: {},
    src: null,
    line: null,
    text: 'No os is given: jobs run on linux.',
  },
];
const jobs = ['20', '22', '24'].flatMap((node_js, at) =>
  ['postgres', 'sqlite'].map((DB, index) => ({
    job_id: at * 2 + index + 1,
    number: `38.${at * 2 + index + 1}`,
    stage: 'Test',
    name: null,
    allow_failure: node_js === '24',
    config: {
      language: 'node_js',
      os: 'linux',
      dist: 'noble',
      node_js,
      env: [{ DB }],
      stage: 'Test',
    },
    origin: { from: 'matrix', index: at * 2 + index },
  })),
);

export const API = {
  user: { '@type': 'user', id: 1, login: 'mira', name: 'Mira', admin: true },
  sessions: {
    '@type': 'sessions',
    sessions: [
      {
        '@type': 'browser_session',
        '@representation': 'standard',
        id: '0123456789abcdef',
        created_at: '2026-11-20T08:00:00Z',
        used_at: '2026-11-23T08:00:00Z',
        expires_at: '2026-12-20T08:00:00Z',
        agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        address: '10.0.0.7',
        current: false,
      },
    ],
  },
  tokens: {
    '@type': 'tokens',
    tokens: [
      {
        '@type': 'token',
        id: 1,
        name: 'laptop',
        scopes: [],
        created_at: iso(9e8),
        used_at: iso(4e6),
        expires_at: null,
      },
    ],
    token: 'tpk_3f9a2c',
    name: 'new',
  },
  lint: {
    '@type': 'lint',
    warnings: [],
    messages: messages.map((message) => ({ ...message, src: null })),
    config: {},
    stages: [],
    jobs,
    error: null,
  },
  config: {
    '@type': 'build_config',
    config: {},
    raw_configs: [{ source: 'acme/widgets:.travis.yml@4f2a91c', merge_mode: null, config: CONFIG }],
    messages,
    jobs,
  },
  envVars: {
    '@type': 'env_vars',
    env_vars: [
      {
        '@type': 'env_var',
        id: 'a',
        name: 'NPM_TOKEN',
        public: false,
        branch: 'main',
        value: null,
      },
      {
        '@type': 'env_var',
        id: 'b',
        name: 'CI_REGION',
        public: true,
        branch: null,
        value: 'eu-north',
      },
    ],
  },
  crons: {
    '@type': 'crons',
    crons: [
      {
        '@type': 'cron',
        id: 1,
        branch: { '@type': 'branch', name: 'main' },
        interval: 'daily',
        dont_run_if_recent_build_exists: true,
        active: true,
        last_run: null,
        next_run: iso(-4e6),
      },
    ],
  },
  deliveries: [
    {
      '@type': 'delivery',
      id: 1,
      provider: 'github',
      guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'push',
      outcome: 'accepted',
      reason: null,
      request_id: 90,
      received_at: iso(4e6),
    },
    {
      '@type': 'delivery',
      id: 2,
      provider: 'github',
      guid: '82d3162e-cc78-11e3-81ab-4c9367dc0959',
      event: 'star',
      outcome: 'ignored',
      reason: 'No rule asks for this event.',
      request_id: null,
      received_at: iso(8e6),
    },
  ],
  keyPair: {
    '@type': 'key_pair_generated',
    fingerprint: 'aa:22:9c:10:ff:d3',
    public_key:
      '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----',
  },
  notifications: {
    '@type': 'notifications',
    notifications: [
      {
        '@type': 'notification',
        id: 1,
        build_id: 1,
        event: 'finished',
        notifier: 'webhook',
        target: 'https://hooks.example.org/ci',
        state: 'sent',
        attempts: 1,
        next_attempt_at: null,
        reason: null,
        created_at: iso(3e6),
        sent_at: iso(3e6),
      },
      {
        '@type': 'notification',
        id: 2,
        build_id: 1,
        event: 'finished',
        notifier: 'email',
        target: 'mira@example.org',
        state: 'failed',
        attempts: 5,
        next_attempt_at: null,
        reason: 'The mail server refused: 550 no such user.',
        created_at: iso(3e6),
        sent_at: null,
      },
    ],
  },
};

export const DEFAULT_SETTINGS = Object.entries({
  builds_only_with_travis_yml: false,
  build_pushes: true,
  build_pull_requests: true,
  build_releases: true,
  auto_cancel_pushes: false,
  auto_cancel_pull_requests: true,
  maximum_number_of_builds: 0,
  allow_config_imports: false,
  config_validation: true,
  share_encrypted_env_with_forks: false,
  share_ssh_keys_with_forks: false,
  api_builds_rate_limit: 10,
  timeout_hard_limit: null,
  timeout_log_silence: null,
} as Record<string, boolean | number | null>).map(([name, value]) => ({
  '@type': 'setting',
  name,
  value,
}));

const ASKS = [
  {
    id: 'hooks',
    title: 'Has a say',
    items: [{ name: 'request.accept', words: 'refuses what is to be built' }],
  },
  { id: 'hosts', title: 'Talks to', items: [{ name: 'api.example.org', words: '' }] },
];
const ROLES: readonly (readonly [string, string, readonly string[]])[] = [
  ['broker', 'Carries events between processes.', ['eventBroker']],
  ['gatekeeper', 'Turns requests into builds, or rejects them with a reason.', ['requestPreview']],
  ['scheduler', 'Decides which jobs may run, and says why the others wait.', []],
  ['hub', 'Moves jobs, stages and builds from state to state.', ['leases', 'commands']],
  ['logs', 'Keeps what jobs print.', ['logSink', 'logReader']],
  ['worker', 'Runs jobs.', []],
  ['api', 'Answers the web pages and the command line.', []],
  ['live', 'Tells browsers what happens.', []],
  ['travis-yml', 'Reads .travis.yml.', ['configCompiler']],
];
export const SYSTEM = {
  '@type': 'system',
  version: '0.1.0',
  process: 'all',
  started_at: iso(9e6),
  public_url: 'http://127.0.0.1:3030',
  database: { dialect: 'sqlite' },
  bus: { url: 'embedded', connected: true },
  plugins: [
    ...ROLES.map(([id, summary, provides], at) => ({
      id,
      summary,
      version: '0.1.0',
      source: `@turnpike/plugin-${id}`,
      running: true,
      provides,
      requires: [],
      events: [],
      asks: at % 2 ? [] : ASKS,
      scope: {
        state: 'running',
        taps: at % 3,
        subscriptions: (at * 2) % 5,
        routes: id === 'api' ? 58 : 0,
        timers: at % 2,
        failure: null,
        refuses: [],
      },
      boot_ms: 1.3 + at * 2.7,
      work: {
        calls: at * 113,
        failures: 0,
        total_ms: at * 240,
        max_ms: 12,
        busy_ms: at * 31,
        heap_bytes: null,
      },
    })),
    {
      id: 'notify-slack',
      summary: 'Tells Slack channels.',
      version: '0.1.0',
      source: '@turnpike/plugin-notify-slack',
      running: false,
      provides: [],
      requires: [],
      events: [],
      asks: ASKS,
      scope: null,
      boot_ms: null,
      work: null,
    },
  ],
  hooks: [
    {
      name: 'request.accept',
      type: 'AsyncSeriesBail',
      on_failure: 'refuse',
      asked_by: ['gatekeeper'],
      answer: 'first rejection',
      taps: [
        {
          plugin: 'gatekeeper',
          key: null,
          calls: 128,
          failures: 0,
          total_ms: 41.2,
          max_ms: 3.1,
          skipped: false,
        },
      ],
    },
    {
      name: 'job.limit',
      type: 'AsyncSeriesBail',
      on_failure: 'refuse',
      asked_by: ['scheduler'],
      answer: 'first limit reason',
      taps: [
        {
          plugin: 'scheduler',
          key: null,
          calls: 2210,
          failures: 0,
          total_ms: 204,
          max_ms: 9.8,
          skipped: false,
        },
        {
          plugin: 'night-shift',
          key: null,
          calls: 2210,
          failures: 3,
          total_ms: 1204,
          max_ms: 49.8,
          skipped: false,
        },
      ],
    },
    {
      name: 'script.stage',
      type: 'SyncMap',
      on_failure: 'refuse',
      asked_by: ['worker'],
      answer: 'adds nodes',
      taps: [],
    },
  ],
  workers: [
    {
      name: 'builder-1',
      queues: ['default'],
      os: ['linux'],
      arch: ['amd64'],
      labels: [],
      executor: 'local',
      isolation: 'none',
      slots: 2,
      busy: 1,
      version: '0.1.0',
      seen_at: iso(3000),
      online: true,
    },
    {
      name: 'builder-2',
      queues: ['default', 'gpu'],
      os: ['linux'],
      arch: ['amd64'],
      labels: ['gpu'],
      executor: 'docker',
      isolation: 'container',
      slots: 8,
      busy: 5,
      version: '0.1.0',
      seen_at: iso(9e6),
      online: false,
    },
  ],
  queues: [{ name: 'default', queued: 3, running: 6, oldest_queued_at: iso(42_000) }],
  job_counts: { created: 6, queued: 3, started: 2 },
};
