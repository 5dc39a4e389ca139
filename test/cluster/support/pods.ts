/** Pods as tests need them. */
import { setTimeout as wait } from 'node:timers/promises';
import type { TestNamespace } from './namespace.js';
import { SHELL } from './shell-image.js';

export interface PodStatus {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
    readonly podIP?: string;
    readonly reason?: string;
  };
}
export interface PodOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
}

const QUICK = { terminationGracePeriodSeconds: 1, restartPolicy: 'Never' };

/** A pod of one container that runs a script. */
export const shellPod = (name: string, script: string, options: PodOptions = {}): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { name, ...options.labels } },
  spec: {
    ...QUICK,
    ...(options.node ? { nodeSelector: { 'kubernetes.io/hostname': options.node } } : {}),
    containers: [
      {
        name: 'main',
        image: SHELL,
        imagePullPolicy: 'Never',
        command: ['/bin/sh', '-c', script],
      },
    ],
    ...options.spec,
  },
});

const phaseOf = async (namespace: TestNamespace, pod: string): Promise<string> =>
  (await namespace.get<PodStatus>('pod', pod)).status.phase;

/** Waits until it has ended, in whatever way. */
export async function untilEnded(namespace: TestNamespace, pod: string): Promise<string> {
  for (;;) {
    const phase = await phaseOf(namespace, pod);
    if (phase === 'Succeeded' || phase === 'Failed') return phase;
    await wait(200);
  }
}

/** Waits until it runs and is ready. */
export const untilReady = (namespace: TestNamespace, ...pods: readonly string[]): Promise<string> =>
  namespace.kubectl([
    ...['wait', '--for=condition=Ready', '--timeout=120s'],
    ...pods.map((pod) => `pod/${pod}`),
  ]);

/** Runs a script in a pod that runs. */
export const inPod = (namespace: TestNamespace, pod: string, script: string): Promise<string> =>
  namespace.kubectl(['exec', pod, '--', '/bin/sh', '-c', script]);
