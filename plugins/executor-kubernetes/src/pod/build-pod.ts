import { slugParts, startFailure, type InstanceSpec } from '@turnpike/sdk';
import { wantedImage } from '@turnpike/sdk/platform';
import type { Container, Pod } from '../client/resources.js';
import type { KubernetesConfig } from '../config.js';
import { jobContainer, logContainer, volumesOf } from './containers.js';
import { KEEPSAKE, labelValue, LABELS, MARK, podName, SIZE } from './names.js';
import { patchOf } from './patch.js';
import { pullSecretOf } from './pull-secret.js';
import { namespaceFor, podSecurity } from './security.js';
import { serviceContainers } from './services.js';
import { sizeOf } from './size-class.js';

/** What is made for one run. */
export interface PodPlan {
  readonly pod: Pod;
  /** Credentials of the registries that it pulls from; made after the pod, which owns it. */
  readonly secret: object | undefined;
}
export interface PlanInput {
  readonly spec: InstanceSpec;
  readonly config: KubernetesConfig;
  readonly worker: string;
  /** Random word, by which the end of the log is known; whoever adopts the pod finds it there. */
  readonly mark: string;
}

/** A pod on a node that is away is given up as fast as a lease is. */
const AWAY_SECONDS = 60;
/** Beyond the job's own limit, which the worker keeps: for when nobody is there to keep it. */
const SPARE_SECONDS = 600;

/** Pure: the same run gives the same pod. Throws StartFailure where the job asks for what cannot be had. */
export function planPod(input: PlanInput): PodPlan {
  const { spec, config, worker } = input;
  const { trust = 'full' } = spec.payload.turnpike ?? {};
  const namespace = namespaceFor(trust, config);
  const { name: sizeName, size } = sizeOf(spec.payload, config);
  const asked = spec.payload.turnpike?.image ?? spec.image;
  const image = wantedImage(asked, config.images, 'executor-kubernetes.images');
  const services = serviceContainers(spec.services, config);
  const job = jobContainer(input, image, size);
  const containers: readonly Container[] = [job, logContainer(input), ...services];
  const name = podName(config.install, spec.run);
  const secret = pullSecretOf(name, containers, config.images, trust);
  const owner = labelValue(slugParts(spec.payload.repository.slug)?.owner ?? '');
  const runtime = size.runtimeClassName ?? config.runtimeClassName;
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: {
        ...config.labels,
        [LABELS.install]: config.install,
        [LABELS.worker]: worker,
        [LABELS.job]: String(spec.run.jobId),
        [LABELS.run]: String(spec.run.run),
        [LABELS.owner]: owner,
        [LABELS.trust]: trust,
        [LABELS.managedBy]: 'turnpike',
      },
      annotations: {
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
        'karpenter.sh/do-not-disrupt': 'true',
        ...config.annotations,
        [MARK]: input.mark,
        [SIZE]: sizeName,
        ...(spec.keepsake !== undefined && { [KEEPSAKE]: spec.keepsake }),
      },
    },
    spec: {
      ...patchOf(config),
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      shareProcessNamespace: false,
      terminationGracePeriodSeconds: 30,
      activeDeadlineSeconds: deadlineOf(spec, config),
      ...(config.hostUsers ? {} : { hostUsers: false }),
      ...(runtime && { runtimeClassName: runtime }),
      ...(size.priorityClassName && { priorityClassName: size.priorityClassName }),
      ...(secret && { imagePullSecrets: [{ name }] }),
      securityContext: podSecurity(config.profile),
      nodeSelector: {
        ...size.nodeSelector,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': archOf(spec, config),
      },
      tolerations: [...awayTolerations, ...size.tolerations],
      ...(spec.services.length > 0 && {
        hostAliases: [{ ip: '127.0.0.1', hostnames: spec.services.map((one) => one.name) }],
      }),
      volumes: volumesOf(config, spec),
      containers,
    },
  };
  return { pod, secret };
}

const awayTolerations = ['not-ready', 'unreachable'].map((what) => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists' as const,
  effect: 'NoExecute' as const,
  tolerationSeconds: AWAY_SECONDS,
}));

/** Counted from when the node has accepted the pod. */
function deadlineOf({ limits }: InstanceSpec, { clock }: KubernetesConfig): number {
  const before = clock.pullSeconds + clock.startSeconds + clock.serviceSeconds;
  return Math.ceil(limits.hardSeconds + before + SPARE_SECONDS);
}

/** Always said: where a cluster has nodes of several kinds, others would take the image of their own. */
function archOf({ payload }: InstanceSpec, { arch }: KubernetesConfig): string {
  const asked = payload.config['arch'];
  const wanted = typeof asked === 'string' ? asked : (arch[0] ?? 'amd64');
  if (arch.includes(wanted)) return wanted;
  throw startFailure(
    'user',
    `There are no nodes of the architecture \`${wanted}\` here, only of: ${arch.join(', ')}.`,
  );
}
