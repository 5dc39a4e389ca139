import { describe, expect, it } from 'vitest';
import type { InstanceSpec, JobPayload } from '@turnpike/sdk';
import { Config } from '../config.js';
import type { Container, Pod } from '../client/resources.js';
import { planPod, type PodPlan } from './build-pod.js';

interface Ask {
  readonly payload?: Partial<JobPayload>;
  readonly spec?: Partial<InstanceSpec>;
  readonly config?: object;
}
function plan({ payload, spec, config }: Ask = {}): PodPlan {
  return planPod({
    worker: 'worker-0',
    mark: 'abcdef',
    config: Config.parse({ images: { default: 'ubuntu:24.04' }, ...config }),
    spec: {
      run: { jobId: 17, run: 2 },
      payload: {
        config: {},
        repository: { slug: 'Some Owner!/repo' },
        job: { id: 17 },
        ...payload,
      },
      services: [],
      env: { GIVEN: 'value' },
      limits: { hardSeconds: 3_000, logBytes: 1_000_000 },
      ...spec,
    },
  });
}
const podOf = (ask?: Ask): Pod => plan(ask).pod;
const container = (pod: Pod, name: string): Container =>
  pod.spec.containers.find((one) => one.name === name)!;
const fork = { turnpike: { trust: 'fork' as const } };
const failure = (ask: Ask): { message: string; blame: string } => {
  try {
    plan(ask);
  } catch (error) {
    return error as { message: string; blame: string };
  }
  throw new Error('it was planned');
};

describe('a pod', () => {
  it('is the same for the same run, and says whose it is', () => {
    expect(podOf()).toEqual(podOf());
    expect(podOf().metadata).toMatchObject({
      name: 'tp-turnpike-17-2',
      namespace: 'turnpike-jobs',
      labels: {
        'turnpike.dev/install': 'turnpike',
        'turnpike.dev/worker': 'worker-0',
        'turnpike.dev/job': '17',
        'turnpike.dev/run': '2',
        'turnpike.dev/owner': 'Some-Owner',
        'app.kubernetes.io/managed-by': 'turnpike',
      },
    });
  });
  it('has nothing of the cluster, and is not tried again by it', () => {
    expect(podOf().spec).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      shareProcessNamespace: false,
    });
    expect(JSON.stringify(podOf())).not.toMatch(
      /hostPath|hostNetwork|hostPID|hostPort|"privileged"/,
    );
  });
  it('ends by itself some time after the job should have, if all others are gone', () => {
    expect(podOf().spec['activeDeadlineSeconds']).toBe(3_000 + 300 + 120 + 120 + 600);
  });
  it('has a log that the job does not see, and a script that lies on no disk', () => {
    const { spec } = podOf();
    const mounts = (name: string): readonly string[] =>
      (container(podOf(), name)['volumeMounts'] as readonly { name: string }[]).map(
        (one) => one.name,
      );
    expect(mounts('job')).not.toContain('log');
    expect(mounts('log')).toContain('log');
    expect(spec['volumes']).toContainEqual({
      name: 'in',
      emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
    });
  });
  it('tells an adopting worker what it has to know', () => {
    const { metadata } = podOf({ spec: { keepsake: 'kept' } });
    expect(metadata.annotations).toMatchObject({
      'turnpike.dev/mark': 'abcdef',
      'turnpike.dev/keepsake': 'kept',
      'turnpike.dev/size': 'default',
    });
  });
  it('is given up on a node that is away as fast as its lease is', () => {
    expect(podOf().spec['tolerations']).toEqual(
      ['not-ready', 'unreachable'].map((what) => ({
        key: `node.kubernetes.io/${what}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 60,
      })),
    );
  });
});

describe('the image', () => {
  const imageOf = (ask: Ask): string => container(podOf(ask), 'job').image;
  it('is the job’s, then the language’s, then the usual one', () => {
    const spec = { image: 'ruby:3' };
    expect(imageOf({})).toBe('docker.io/library/ubuntu:24.04');
    expect(imageOf({ spec })).toBe('docker.io/library/ruby:3');
    expect(imageOf({ spec, payload: { turnpike: { image: 'quay.io/me/it' } } })).toBe(
      'quay.io/me/it:latest',
    );
  });
  it('comes from a mirror', () => {
    const images = { default: 'ubuntu', mirror: { 'docker.io': 'mirror.example.com' } };
    expect(imageOf({ config: { images } })).toBe('mirror.example.com/library/ubuntu:latest');
  });
  it('is asked for each time, unless its name says what is in it', () => {
    const digest = `ubuntu@sha256:${'0'.repeat(64)}`;
    expect(container(podOf(), 'job')['imagePullPolicy']).toBe('Always');
    expect(container(podOf({ spec: { image: digest } }), 'job')['imagePullPolicy']).toBe(
      'IfNotPresent',
    );
  });
  it.each<[string, Ask, RegExp]>([
    ['is none', { payload: { turnpike: { image: 'No Image' } } }, /`No Image` is no name/],
    ['is not named anywhere', { config: { images: {} } }, /executor-kubernetes.images.default/],
    [
      'is not allowed',
      { payload: { turnpike: { image: 'evil' } }, config: { images: { allow: ['ruby'] } } },
      /docker.io\/library\/evil:latest may not be used .*ruby/,
    ],
  ])('that %s is the fault of the job', (_what, ask, words) => {
    expect(failure(ask)).toMatchObject({
      blame: 'user',
      message: expect.stringMatching(words) as string,
    });
  });
});

describe('a size', () => {
  const classes = {
    default: {},
    large: {
      cpu: '8',
      memory: '32Gi',
      nodeSelector: { pool: 'large' },
      resources: { 'nvidia.com/gpu': '1' },
    },
  };
  it('is named by the job, and asks for what it may have', () => {
    const pod = podOf({ payload: { config: { vm: { size: 'large' } } }, config: { classes } });
    expect(container(pod, 'job')['resources']).toEqual({
      requests: { cpu: '8', memory: '32Gi', 'ephemeral-storage': '10Gi', 'nvidia.com/gpu': '1' },
      limits: { memory: '32Gi', 'ephemeral-storage': '10Gi', 'nvidia.com/gpu': '1' },
    });
    expect(pod.spec['nodeSelector']).toMatchObject({
      pool: 'large',
      'kubernetes.io/arch': 'amd64',
    });
  });
  it('that there is not is refused with those that there are', () => {
    expect(failure({ payload: { vm_size: 'huge' }, config: { classes } })).toMatchObject({
      blame: 'user',
      message: expect.stringMatching(/huge.*default, large/) as string,
    });
    expect(failure({ payload: { vm_size: 'constructor' } }).blame).toBe('user');
  });
  it('has the architecture of the job, or is refused', () => {
    const arm = { payload: { config: { arch: 'arm64' } } };
    expect(
      podOf({ ...arm, config: { arch: ['amd64', 'arm64'] } }).spec['nodeSelector'],
    ).toMatchObject({
      'kubernetes.io/arch': 'arm64',
    });
    expect(failure(arm)).toMatchObject({
      blame: 'user',
      message: expect.stringContaining('arm64') as string,
    });
  });
});

describe('a profile', () => {
  it('strict fits a restricted namespace', () => {
    const pod = podOf({ config: { profile: 'strict' } });
    expect(pod.spec['securityContext']).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const one of pod.spec.containers) {
      expect(one['securityContext']).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    }
    expect(container(pod, 'job')['env']).toContainEqual({ name: 'HOME', value: '/turnpike/home' });
  });
  it('root leaves the user to the image, and what baseline allows', () => {
    const pod = podOf();
    expect(pod.spec['securityContext']).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
    expect(container(pod, 'job')['securityContext']).toEqual({
      capabilities: { drop: ['NET_RAW'] },
    });
  });
  it('privileged is for the job alone', () => {
    const pod = podOf({ config: { profile: 'privileged' } });
    expect(container(pod, 'job')['securityContext']).toEqual({ privileged: true });
    expect(container(pod, 'log')['securityContext']).toMatchObject({
      allowPrivilegeEscalation: false,
    });
  });
  it('keeps user namespaces where they are wanted', () => {
    expect(podOf().spec).not.toHaveProperty('hostUsers');
    expect(podOf({ config: { hostUsers: false } }).spec['hostUsers']).toBe(false);
  });
});

describe('a fork', () => {
  const namespace = { full: 'jobs', fork: 'forks' };
  it('has a namespace of its own, or does not run', () => {
    expect(podOf({ payload: fork, config: { namespace } }).metadata.namespace).toBe('forks');
    expect(failure({ payload: fork })).toMatchObject({
      blame: 'user',
      message: expect.stringContaining('executor-kubernetes.namespace.fork') as string,
    });
  });
  it('is never privileged', () => {
    expect(failure({ payload: fork, config: { namespace, profile: 'privileged' } }).blame).toBe(
      'user',
    );
  });
});

describe('credentials of registries', () => {
  const credential = (registry: string, more = {}) => ({
    registry,
    username: 'u',
    password: 'p',
    ...more,
  });
  const secretOf = (ask: Ask): Record<string, unknown> | undefined => {
    const { pod, secret } = plan(ask);
    expect(pod.spec['imagePullSecrets']).toEqual(secret && [{ name: 'tp-turnpike-17-2' }]);
    const { data } = (secret ?? { data: {} }) as { data: Record<string, string> };
    const text = data['.dockerconfigjson'];
    if (text === undefined) return undefined;
    const config = Buffer.from(text, 'base64').toString();
    return (JSON.parse(config) as { auths: Record<string, unknown> }).auths;
  };
  const config = {
    namespace: { fork: 'forks' },
    images: {
      default: 'r.example.com:5000/team/app',
      pullSecrets: [
        credential('r.example.com:5000'),
        credential('docker.io'),
        credential('other.example.com'),
      ],
    },
  };
  it('are given for what is pulled only', () => {
    expect(Object.keys(secretOf({ config }) ?? {})).toEqual([
      'r.example.com:5000',
      'https://index.docker.io/v1/',
    ]);
    expect(
      secretOf({
        config: {
          images: {
            default: 'quay.io/x',
            tools: 'quay.io/t',
            pullSecrets: config.images.pullSecrets,
          },
        },
      }),
    ).toBeUndefined();
  });
  it('are given to forks only where that is said', () => {
    expect(secretOf({ config, payload: fork })).toBeUndefined();
    const pullSecrets = [
      credential('r.example.com:5000', { forks: true }),
      credential('docker.io'),
    ];
    const open = { ...config, images: { ...config.images, pullSecrets } };
    expect(Object.keys(secretOf({ config: open, payload: fork }) ?? {})).toEqual([
      'r.example.com:5000',
    ]);
  });
});

describe('services', () => {
  const redis = { name: 'redis', image: 'redis:7', ports: [6379], ready: 'redis-cli ping' };
  it('run beside the job, by their names, and say when they answer', () => {
    const pod = podOf({
      spec: { services: [redis, { name: 'memcached', image: 'memcached:1', ports: [11211] }] },
    });
    expect(pod.spec['hostAliases']).toEqual([
      { ip: '127.0.0.1', hostnames: ['redis', 'memcached'] },
    ]);
    expect(container(pod, 'service-redis')).toMatchObject({
      image: 'docker.io/library/redis:7',
      startupProbe: { exec: { command: ['sh', '-c', 'redis-cli ping'] }, periodSeconds: 1 },
    });
    expect(container(pod, 'service-memcached')['startupProbe']).toMatchObject({
      tcpSocket: { port: 11211 },
    });
  });
  it('that want one port are refused before anything starts', () => {
    const services = [redis, { ...redis, name: 'valkey' }];
    expect(failure({ spec: { services } })).toMatchObject({
      blame: 'user',
      message: expect.stringMatching(/redis and valkey .*6379/) as string,
    });
  });
});

it('takes what the administrator adds, and keeps what is ours', () => {
  const pod = podOf({
    config: {
      podPatch: { schedulerName: 'mine', dnsPolicy: 'Default' },
      labels: { team: 'ci', 'turnpike.dev/job': 'no' },
      annotations: { 'karpenter.sh/do-not-disrupt': 'false' },
    },
  });
  expect(pod.spec).toMatchObject({ schedulerName: 'mine', dnsPolicy: 'Default' });
  expect(pod.metadata.labels).toMatchObject({ team: 'ci', 'turnpike.dev/job': '17' });
  expect(pod.metadata.annotations).toMatchObject({ 'karpenter.sh/do-not-disrupt': 'false' });
  expect(Config.safeParse({ podPatch: { hostNetwork: true } }).success).toBe(false);
});
