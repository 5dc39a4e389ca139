/**
 * Core's own configuration keys. A plugin's keys stand at the top level under its id (`worker.slots`).
 * Layers: defaults < `config/*.yml` < environment (`TURNPIKE_HTTP_PORT`) < arguments (`--set http.port=1`).
 */
import { z } from 'zod';
import { codeHostConfig, distinctHosts } from './code-host-config.js';

const isolationKind = z.enum(['none', 'process']);
const port = z.number().int().min(0).max(65535);

/** Schema of the configuration of core, with all defaults; every key says what it does. @experimental */
export const coreConfig = z.strictObject({
  /** Where people reach the platform. Default: the address it listens on. */
  publicUrl: z
    .url({
      protocol: /^https?$/,
      error: 'It is no address that begins with https:// or http://: https://ci.example.com.',
    })
    .optional()
    .describe('Where people and code hosts reach the platform, with its base path.'),
  dataDir: z
    .string()
    .default('data')
    .describe('Folder for everything that one machine keeps: database, key, logs, worker folders.'),
  http: z
    .strictObject({
      host: z
        .string()
        .default('127.0.0.1')
        .describe('Address to listen on. Loopback unless configured.'),
      port: port.default(3030).describe('Port to listen on; 0 takes a free one.'),
      bodyLimitBytes: z.number().int().positive().default(1_048_576),
      slowestUploadBytesPerSecond: z
        .number()
        .nonnegative()
        .default(1_024)
        .describe(
          'An upload that is streamed (artifacts, caches, workspaces, logs) and comes slower than this is ended; 0: never.',
        ),
      uploadPatienceSeconds: z
        .number()
        .positive()
        .default(60)
        .describe('So long altogether such an upload may keep the server waiting beyond its rate.'),
      trustProxy: z
        .array(z.string())
        .default([])
        .describe('Addresses of proxies whose X-Forwarded-For is believed.'),
      corsOrigins: z.array(z.string()).default([]),
      ratePerMinute: z
        .number()
        .int()
        .nonnegative()
        .default(3000)
        .describe('Requests a minute by one principal or address; 0: no limit.'),
      openMetrics: z
        .boolean()
        .optional()
        .describe(
          '`/metrics` without the role secret. Default: only where the server listens on loopback.',
        ),
    })
    .prefault({}),
  database: z
    .strictObject({
      url: z
        .string()
        .optional()
        .describe(
          'postgres://… or sqlite:FILE; default: a SQLite file in the data folder. `none`: this process has no database.',
        ),
      poolSize: z.number().int().positive().default(10),
      synchronous: z.enum(['full', 'normal']).default('full').describe('SQLite only.'),
    })
    .prefault({}),
  bus: z
    .strictObject({
      url: z
        .string()
        .default('embedded')
        .describe(
          '`embedded`: the broker plugin in this process. `memory`: events stay in this process. Else mqtt://, mqtts://, ws://, wss://.',
        ),
      user: z.string().optional(),
      password: z.string().optional().meta({ secret: true }),
      ca: z.string().optional().describe('File with the certificate authority of the broker.'),
    })
    .prefault({}),
  keyFile: z
    .string()
    .optional()
    .describe(
      'Key that encrypts secrets at rest; default: `key` in the data folder, made on first start.',
    ),
  signingKeyFile: z
    .string()
    .optional()
    .describe(
      'RSA private key (PEM) that signs webhooks; default: one made on first use and kept, sealed, in the data folder.',
    ),
  host: z
    .strictObject({
      hookSeconds: z
        .number()
        .positive()
        .default(10)
        .describe('A tap of a hook that takes longer has failed.'),
      blockedSeconds: z
        .number()
        .nonnegative()
        .default(2)
        .describe(
          'When code keeps all else from running for longer, its plugin and its place are told. 0: never.',
        ),
      startSeconds: z
        .number()
        .positive()
        .default(60)
        .describe('A plugin that takes longer to start has failed.'),
      stopSeconds: z
        .number()
        .positive()
        .default(10)
        .describe('How long each plugin may take to stop; draining has its own limits.'),
      pluginMemoryBytes: z
        .number()
        .int()
        .min(33_554_432)
        .default(268_435_456)
        .describe(
          'Heap of a plugin in a process of its own (`isolation`): one that wants more is ended and started anew.',
        ),
      lowSpaceBytes: z
        .number()
        .int()
        .nonnegative()
        .default(1_073_741_824)
        .describe(
          'A file system with less free room is a warning on the system page and in `turnpike doctor`.',
        ),
    })
    .prefault({}),
  tokens: z
    .strictObject({
      role: z
        .string()
        .min(16)
        .optional()
        .meta({ secret: true })
        .describe("Shared by the platform's own processes."),
      worker: z
        .string()
        .min(16)
        .optional()
        .meta({ secret: true })
        .describe(
          'For workers: hello and claim, in any name that has no token of its own and from all queues. One secret for all of them: better a token for each (`turnpike worker token create`), set here on its machine.',
        ),
    })
    .prefault({}),
  remotes: z
    .record(z.string(), z.strictObject({ url: z.url() }))
    .default({})
    .describe('Tokens that are met by another process: `leases: {url: http://hub:3030}`.'),
  plugins: z
    .array(z.string())
    .default([])
    .describe(
      'What is installed: package names, subpaths, or paths starting with `.` or `/`. The same everywhere.',
    ),
  pluginsDir: z
    .string()
    .optional()
    .describe(
      'Folder of what `turnpike plugin add` brought, with its lock; default: `plugins.d` in the data folder.',
    ),
  isolation: z
    .union([isolationKind, z.record(z.string(), isolationKind)])
    .default('none')
    .describe(
      'Where plugins from elsewhere run: `none`, in the server; `process`, each in a process of its own. By id or entry of `plugins`, too: `{ my-plugin: process }`, `*` for all others.',
    ),
  run: z
    .union([z.literal('all'), z.array(z.string())])
    .default('all')
    .describe('Ids of the plugins that run in this process.'),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
      format: z.enum(['auto', 'json', 'pretty']).default('auto'),
    })
    .prefault({}),
  net: z
    .strictObject({
      allow: z
        .array(z.string())
        .default([])
        .describe(
          'Hosts, addresses or networks (CIDR) that outgoing requests may reach although they are private.',
        ),
      proxy: z
        .string()
        .optional()
        .meta({ secret: true })
        .describe(
          'http://user:password@host:port that outgoing requests and git over HTTP go through, but for what `net.allow` names.',
        ),
    })
    .prefault({}),
  hosts: z
    .array(codeHostConfig)
    .default([])
    .superRefine(distinctHosts)
    .describe('Code hosts, each with its own repositories, owners and people.'),
  limits: z
    .strictObject({
      logBytes: z
        .number()
        .int()
        .positive()
        .default(67_108_864)
        .describe('A longer log ends its job with that reason; a worker may allow less.'),
      jobsPerBuild: z
        .number()
        .int()
        .positive()
        .default(200)
        .describe('A build of more jobs is errored with that reason, and none of them runs.'),
      configBytes: z
        .number()
        .int()
        .positive()
        .default(8_388_608)
        .describe('The configurations of all jobs of a build together, as they are stored.'),
      jobSeconds: z
        .number()
        .int()
        .positive()
        .default(86_400)
        .describe('No repository may set a longer time limit for its jobs.'),
      apiBuildsPerHour: z
        .number()
        .int()
        .nonnegative()
        .default(200)
        .describe('No repository may set a higher number of requests by API.'),
    })
    .prefault({})
    .describe('What no repository can raise.'),
});
/** What no repository can raise (`limits` of the configuration). @stable */
export type Limits = z.infer<typeof coreConfig>['limits'];
/** Configuration of core after defaults. @experimental */
export type CoreConfig = z.infer<typeof coreConfig>;
