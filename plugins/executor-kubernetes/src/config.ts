import { z } from '@turnpike/sdk';
import { readImage } from '@turnpike/sdk/platform';

/** Part of a label's value and of a name. */
const word = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/,
    'is no lower-case word of letters, digits and hyphens, at most 42',
  );
const namespace = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'is no name of a namespace');
const quantity = z
  .string()
  .regex(/^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/, 'is no quantity such as 500m, 2 or 4Gi');
const seconds = z.number().positive();
const texts = z.record(z.string(), z.string());
const json = z.json();

const toleration = z.strictObject({
  key: z.string().optional(),
  operator: z.enum(['Exists', 'Equal']).optional(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: z.number().int().optional(),
});

/** What a job of one size gets, and where. */
const SizeClass = z.strictObject({
  cpu: quantity.default('1').describe('Processors asked for; more are used where they are free.'),
  cpuLimit: quantity
    .optional()
    .describe('Most processors; default: none, since being held back makes tests flaky.'),
  memory: quantity.default('2Gi').describe('Memory asked for, and the limit.'),
  disk: quantity.default('10Gi').describe('Room for files of the job, asked for and the limit.'),
  resources: texts
    .default({})
    .describe('More, such as `nvidia.com/gpu: "1"`: asked for and the limit.'),
  nodeSelector: texts.default({}).describe('Labels of the nodes that may run it.'),
  tolerations: z.array(toleration).default([]).describe('Taints of nodes that it bears.'),
  runtimeClassName: z.string().optional().describe('Runtime of the containers: gVisor, Kata, …'),
  priorityClassName: z.string().optional().describe('Its rank where nodes are full.'),
});
export type SizeClass = z.infer<typeof SizeClass>;

const Credential = z.strictObject({
  registry: z
    .string()
    .min(1)
    .describe('Host of the registry, with its port: `registry.example.com:5000`.'),
  username: z.string(),
  password: z.string().meta({ secret: true }),
  forks: z
    .boolean()
    .default(false)
    .describe('Also for pull requests from forks, which can then read what it opens.'),
});

/** Keys of a pod's spec that are the administrator's alone; all others are ours. */
const PodPatch = z.strictObject({
  affinity: json.optional(),
  topologySpreadConstraints: json.optional(),
  schedulerName: z.string().optional(),
  dnsPolicy: z.string().optional(),
  dnsConfig: json.optional(),
  preemptionPolicy: z.string().optional(),
});

export const Config = z
  .strictObject({
    kubeconfig: z
      .string()
      .optional()
      .describe(
        "File with the cluster and who to be there; default: the service account of the worker's own pod.",
      ),
    context: z.string().optional().describe('Context of that file; default: its current one.'),
    install: word
      .default('turnpike')
      .describe(
        'Tells the pods of this installation from those of another one in the same namespace.',
      ),
    worker: word
      .optional()
      .describe(
        'Tells the pods of this worker from those of the others. The same after a restart: only so are its jobs adopted. Default: the host name, which is stable in a StatefulSet.',
      ),
    namespace: z
      .strictObject({
        full: namespace
          .default('turnpike-jobs')
          .describe('Of jobs of people who may write to the repository.'),
        fork: namespace
          .optional()
          .describe('Of pull requests from forks; without it these are refused.'),
      })
      .prefault({})
      .describe(
        'Namespaces of jobs. Not that of the platform: whoever may use `exec` in a namespace has all of it.',
      ),
    profile: z
      .enum(['strict', 'root', 'privileged'])
      .default('root')
      .describe(
        '`strict`: no root, no new privileges; `root`: as the image has it, as Travis scripts with sudo need; `privileged`: the node belongs to the job; never for forks.',
      ),
    hostUsers: z
      .boolean()
      .default(true)
      .describe(
        '`false`: root of a container is nobody on the node (user namespaces). Needs a node that can; one that ignores it ends the job.',
      ),
    arch: z
      .array(z.string())
      .min(1)
      .default(['amd64'])
      .describe('Architectures that the cluster has nodes of, in the words of Travis.'),
    classes: z
      .record(z.string(), SizeClass)
      .default({ default: SizeClass.parse({}) })
      .describe('Sizes that `vm: {size: …}` may name.'),
    defaultClass: z.string().default('default').describe('Size of jobs that name none.'),
    service: z
      .strictObject({
        cpu: quantity.default('100m').describe('Processors asked for.'),
        memory: quantity.default('1Gi').describe('Memory asked for, and the limit.'),
        disk: quantity.default('5Gi').describe('Room for files asked for, and the limit.'),
      })
      .prefault({})
      .describe('What each service of a job gets.'),
    images: z
      .strictObject({
        default: z
          .string()
          .optional()
          .describe('Image of jobs for which neither the job nor its language names one.'),
        tools: z
          .string()
          .default('turnpike-tools')
          .describe(
            'Image with a static `/busybox` and `/tini`, for the container that keeps the log: target `tools` of the Dockerfile.',
          ),
        allow: z
          .array(z.string())
          .default(['*'])
          .describe(
            'Images that jobs may use: `ruby`, `ruby:3.3`, `registry.example.com/ci/*`; `*`: any. The default image is allowed in any case.',
          ),
        pullPolicy: z
          .enum(['Always', 'IfNotPresent', 'Never'])
          .default('Always')
          .describe(
            '`IfNotPresent` lets a job use any private image that its node has. Images with a digest are pulled once in any case.',
          ),
        mirror: texts
          .default({})
          .describe(
            'Registry to take in place of another one: `{ docker.io: mirror.example.com }`.',
          ),
        pullSecrets: z
          .array(Credential)
          .default([])
          .describe(
            'Credentials of registries. A pod gets those of the registries that it pulls from.',
          ),
      })
      .prefault({}),
    runtimeClassName: z.string().optional().describe('Of all jobs whose size names none.'),
    env: texts.default({}).describe('Variables that all jobs get, such as those of a proxy.'),
    labels: texts.default({}).describe('More labels of the pods.'),
    annotations: texts.default({}).describe('More annotations of the pods; these win over ours.'),
    podPatch: PodPatch.prefault({}).describe(
      "Keys of the pods' spec that are set as they stand here.",
    ),
    clock: z
      .strictObject({
        scheduleSeconds: seconds
          .default(900)
          .describe('For a node with room; autoscalers take minutes.'),
        pullSeconds: seconds.default(300).describe('For all images of a pod.'),
        startSeconds: seconds
          .default(120)
          .describe('For its volumes, its network and its processes.'),
        serviceSeconds: seconds.default(120).describe('For its services to answer.'),
      })
      .prefault({})
      .describe(
        'Each part of a start has its own limit. The worker waits for all of them, unless `worker.startSeconds` says less.',
      ),
    rate: z
      .strictObject({
        requestsPerSecond: z.number().positive().default(20),
        createsPerSecond: z.number().positive().default(10),
      })
      .prefault({})
      .describe('Calls of the API server by this worker, on average; twice as many at once.'),
    stopSeconds: z
      .number()
      .int()
      .min(1)
      .default(5)
      .describe('Between SIGTERM and SIGKILL where a job is stopped.'),
  })
  .superRefine(({ classes, defaultClass, profile, images, hostUsers }, ctx) => {
    const refuse = (path: readonly string[], message: string): void =>
      ctx.addIssue({ code: 'custom', path: [...path], message });
    if (!Object.hasOwn(classes, defaultClass)) {
      const known = Object.keys(classes).join(', ') || 'none';
      refuse(['defaultClass'], `names no class: there are ${known}`);
    }
    for (const key of ['default', 'tools'] as const) {
      const name = images[key];
      if (name !== undefined && !readImage(name)) refuse(['images', key], 'is no name of an image');
    }
    if (profile === 'privileged' && !hostUsers) {
      refuse(
        ['hostUsers'],
        'cannot be false with the profile `privileged`: it would not be privileged',
      );
    }
  });
export type KubernetesConfig = z.infer<typeof Config>;
