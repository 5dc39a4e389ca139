import { z } from '@turnpike/sdk';

const bytes = (what: string, least = 1) => z.number().int().min(least).describe(what);

const images = z
  .strictObject({
    default: z
      .string()
      .optional()
      .describe(
        'Image of jobs that name none and whose language proposes none; `build.images` has one for each language.',
      ),
    allow: z
      .array(z.string())
      .default(['*'])
      .describe(
        'Images that jobs may use: `ruby`, `ruby:3.3`, `registry.example.org/ci/*`; `*`: any. The default image is allowed in any case.',
      ),
    pull: z
      .enum(['always', 'if-not-present', 'never'])
      .default('if-not-present')
      .describe(
        '`always` asks the registry at each job, so that nobody can use a private image that another job has brought here.',
      ),
    mirror: z
      .record(z.string(), z.string())
      .default({})
      .describe('Registry to take in place of another one: `{ docker.io: mirror.example.org }`.'),
    credentials: z
      .record(
        z.string(),
        z.strictObject({
          username: z.string(),
          password: z.string().meta({ secret: true }),
          forks: z
            .boolean()
            .default(false)
            .describe('Also for pull requests from forks, which can then read what it opens.'),
        }),
      )
      .default({})
      .describe('By registry: `docker.io`, `registry.example.org:5000`.'),
    pullSeconds: z
      .number()
      .positive()
      .default(120)
      .describe('A pull that gets on by nothing for so long is given up.'),
  })
  .prefault({});

const limits = z
  .strictObject({
    memoryMiB: bytes('Memory of a job; it gets no swap.', 16).optional(),
    cpus: z.number().positive().optional().describe('Processors of a job: 1.5 is one and a half.'),
    pids: bytes('Processes and threads of a job.').default(4_096),
    diskMiB: bytes('What a job may write to its own files; looked at every 10 seconds.').optional(),
    shmMiB: bytes('Size of /dev/shm; browsers need more than the 64 MiB of the engine.').default(
      256,
    ),
    openFiles: bytes('Open files of a process; default: as the engine has it.').optional(),
  })
  .prefault({});

export const Config = z.strictObject({
  host: z
    .string()
    .default('unix:///var/run/docker.sock')
    .describe(
      'Where the engine listens: `unix:///PATH` (Podman: /run/podman/podman.sock), `tcp://HOST:2376`, `ssh://USER@HOST`.',
    ),
  tls: z
    .strictObject({
      ca: z.string().describe('File with the certificate of who signed that of the engine.'),
      cert: z.string().describe('File with our certificate.'),
      key: z.string().describe('File with its key.'),
    })
    .optional()
    .describe('For `tcp://`, which without it is not encrypted and lets everybody in.'),
  images,
  limits,
  network: z
    .string()
    .default('bridge')
    .describe('Network of the jobs; `none`: jobs reach nobody. Services are on their localhost.'),
  user: z
    .string()
    .optional()
    .describe('User in the container, as `docker run --user` has it; default: that of the image.'),
  privileged: z
    .boolean()
    .default(false)
    .describe('Jobs can do all that the root of the machine can. Never for strangers.'),
  noNewPrivileges: z
    .boolean()
    .default(false)
    .describe('No program gains rights, so sudo and su do not work in jobs.'),
  usernsMode: z
    .string()
    .optional()
    .describe(
      'User namespace: `host` switches off what the engine remaps; Podman: `auto`, `keep-id`.',
    ),
  runtime: z
    .string()
    .optional()
    .describe('Runtime of the containers, as the engine names it: `runsc`, `sysbox-runc`.'),
  seccomp: z
    .string()
    .optional()
    .describe('File with a seccomp profile, or `unconfined`; default: that of the engine.'),
  serviceSeconds: z
    .number()
    .positive()
    .default(120)
    .describe('How long a service may take until it answers.'),
});
export type DockerConfig = z.infer<typeof Config>;
