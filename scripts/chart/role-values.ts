/** What every role takes: `defaults` for all of them, and the same keys for one. */
import { count, flag, list, open, pairs, part, text, texts } from './common.js';
import { z } from 'zod';

const persistence = part(
  {
    enabled: flag('Keep files in a volume claim; without it they go with the pod.'),
    existingClaim: text('Claim that is there already.'),
    size: text('Size of the claim.'),
    storageClass: text('Storage class; empty: the default of the cluster.'),
    accessModes: texts('Access modes of the claim.'),
    annotations: pairs('Annotations of the claim.'),
  },
  'Files of the role.',
);

const autoscaling = part(
  {
    enabled: flag('Make a HorizontalPodAutoscaler; `replicas` is not written then.'),
    minReplicas: count('Fewest pods.'),
    maxReplicas: count('Most pods.'),
    targetCPUUtilizationPercentage: count('Processor use, of what is requested, to keep to.'),
    metrics: list('Metrics in place of the processor.'),
    behavior: open('How fast it scales.'),
  },
  'Scaling by load.',
);

const service = part(
  {
    type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']).describe('Kind of the Service.'),
    port: count('Port of the Service.'),
    annotations: pairs('Annotations of the Service.'),
  },
  'The Service in front.',
);

/** Of any pod that the chart makes. */
export const podShape = {
  resources: open('Requests and limits. The server fits its heap into the memory limit by itself.'),
  nodeSelector: pairs('Labels that a node must have.'),
  tolerations: list('Taints that are tolerated.'),
  affinity: open('Affinities.'),
  topologySpreadConstraints: list('How pods spread; templates are expanded.'),
  priorityClassName: text('Priority class.'),
  podAnnotations: pairs('Annotations of the pods.'),
  podLabels: pairs('More labels of the pods; never part of a selector.'),
  podSecurityContext: open('Security context of the pods.'),
  securityContext: open('Security context of the containers.'),
};

export const roleShape = {
  ...podShape,
  replicas: count('How many pods.'),
  extraEnv: list('More environment variables; templates are expanded.'),
  extraEnvFrom: list('Sources of more environment variables.'),
  extraVolumes: list('More volumes.'),
  extraVolumeMounts: list('Where they are mounted.'),
  extraContainers: list('More containers beside.'),
  extraInitContainers: list('More containers before.'),
  terminationGracePeriodSeconds: count('How long a pod may take to stop.'),
  lifecycle: open('Hooks of the container; default: it waits 5 s until no Service names it.'),
  deploymentStrategy: open('How Deployments, or StatefulSets, replace their pods.'),
  revisionHistoryLimit: count('How many earlier versions are kept.'),
  hostUsers: z.boolean().nullable().describe('false: a user namespace of its own.'),
  dnsConfig: open('DNS settings of the pods.'),
  serviceAccount: part(
    { annotations: pairs('Annotations of the service account.') },
    'Service account of the role.',
  ),
  autoscaling,
  pdb: part(
    {
      enabled: flag('Make a PodDisruptionBudget where there is more than one pod.'),
      maxUnavailable: z.union([z.string(), z.number()]).describe('How many may be away.'),
    },
    'Disruption budget.',
  ),
  service,
  persistence,
  probes: part(
    {
      startup: open('Changes of the startup probe (`/readyz`, 2 minutes).'),
      readiness: open('Changes of the readiness probe (`/readyz`).'),
      liveness: open('Changes of the liveness probe (`/healthz`, which never asks the database).'),
    },
    'Probes.',
  ),
  config: open('Keys of the product’s configuration for this role only.'),
};

export const role = (words: string) => part(roleShape, words);
