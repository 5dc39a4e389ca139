/** Values of workers and of where their jobs run. */
import { z } from 'zod';
import { count, flag, list, open, part, text, texts } from './common.js';
import { imageShape, pullPolicy } from './platform-values.js';
import { roleShape } from './role-values.js';

const keda = part(
  {
    enabled: flag('Make a ScaledObject of KEDA; `replicas` is not written then.'),
    minReplicas: count('Fewest pods.'),
    maxReplicas: count('Most pods.'),
    prometheusAddress: text('Prometheus that is asked for the waiting jobs of the queues.'),
    jobsPerPod: count('Waiting jobs for which there shall be a pod; 0: the slots of a pod.'),
    pollingInterval: count('Seconds between two looks.'),
    cooldownPeriod: count('Seconds without waiting jobs before pods go.'),
    triggers: list('Triggers in place of that of Prometheus.'),
  },
  'Scaling by waiting jobs.',
);

const workerShape = {
  ...roleShape,
  slots: count('Jobs at once in each pod; empty: 50 where they run in pods, else 4.').nullable(),
  executor: text('Executor that runs the jobs: kubernetes, docker, local, or a plugin’s.'),
  queues: texts('Queues that jobs are taken from; empty: what the executor runs.'),
  labels: texts('What these workers offer besides os and architecture.'),
  drainSeconds: count('When a pod stops: running jobs have so long to end.'),
  existingSecret: text('Secret with this worker’s own token, under `secrets.keys.worker`.'),
  keda,
};

export const worker = part(
  {
    ...workerShape,
    enabled: flag('Run workers in this release.'),
    pools: z
      .array(
        z
          .strictObject({
            ...z.strictObject(workerShape).partial().shape,
            name: z
              .string()
              .regex(/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/)
              .describe('Name, part of the pods’ names.'),
          })
          .describe('One pool: the keys of `worker`, and its name.'),
      )
      .describe('Several kinds of workers; each takes what it does not say from `worker`.'),
  },
  'Workers: a StatefulSet, so that a pod finds its jobs again by its name.',
);

export const jobs = part(
  {
    namespace: text('Namespace of the jobs; empty: that of the release, with `-jobs`.'),
    forkNamespace: text('Namespace of pull requests from forks; empty: these are refused.'),
    create: flag('Make the namespaces; they stay when the release goes.'),
    allowSameNamespace: flag(
      'Jobs beside the platform: who may run a command in a job’s pod may in all.',
    ),
    url: text('Where jobs reach storage; empty: its Service in the cluster.'),
    image: text('Image of jobs for which neither they nor their language name one.'),
    pullPolicy: pullPolicy.describe(
      'When images of jobs are pulled; `IfNotPresent` lets a job use any image that its node has.',
    ),
    profile: z.enum(['strict', 'root', 'privileged']).describe('What jobs may do.'),
    podSecurity: z
      .enum(['', 'restricted', 'baseline', 'privileged'])
      .describe('Pod security level of the namespace; empty: what the profile needs.'),
    classes: open('Sizes by `vm.size`: requests, limits, nodes.'),
    executor: open('More keys of `executor-kubernetes`.'),
    toolsImage: part(imageShape, 'Image with what a job’s pod needs beside the image of the job.'),
    networkPolicy: part(
      {
        enabled: flag('Jobs reach DNS, the internet and this platform, and nothing reaches them.'),
        privateRanges: texts('Networks that jobs do not reach.'),
        allow: list('More rules of egress.'),
        dns: list('Where DNS is, as peers of a policy; empty: anywhere.'),
      },
      'Network policy of the jobs.',
    ),
    quota: open('`hard` of a ResourceQuota; empty: none.'),
    limitRange: list('`limits` of a LimitRange; empty: none.'),
  },
  'Where jobs run with the executor kubernetes.',
);
