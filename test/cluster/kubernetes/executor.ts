/** The executor on the cluster that stands, in a namespace of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugin } from '@turnpike/plugin-executor-kubernetes';
import {
  tokens,
  type Executor,
  type Instance,
  type InstanceSpec,
  type RunExit,
  type RunningScript,
} from '@turnpike/sdk';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { findCluster, type Cluster } from '../support/cluster.js';
import { makeNamespace, type TestNamespace } from '../support/namespace.js';
import { SHELL, shellImage } from '../support/shell-image.js';
import { TOOLS, toolsImage } from './tools-image.js';

export interface JobsPlace {
  readonly cluster: Cluster;
  readonly namespace: TestNamespace;
  /** Configuration of the executor for it. */
  config(more?: object): Record<string, unknown>;
  /** As a worker has it that starts; `more` goes into its configuration. */
  executor(more?: object): Promise<Executor>;
  pods(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** With both images loaded. */
export async function jobsPlace(): Promise<JobsPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-jobs-'));
  const cluster = await findCluster();
  await cluster.load(await shellImage(folder));
  await cluster.load(await toolsImage(folder));
  const namespace = await makeNamespace(cluster, {
    'pod-security.kubernetes.io/enforce': 'baseline',
  });
  const hosts: TestHost[] = [];
  const config = (more: object = {}): Record<string, unknown> => ({
    kubeconfig: cluster.kubeconfig,
    worker: 'worker-0',
    namespace: { full: namespace.name },
    images: { default: SHELL, tools: TOOLS, pullPolicy: 'Never' },
    classes: { default: { cpu: '100m', memory: '128Mi', disk: '64Mi' } },
    service: { cpu: '10m', memory: '64Mi', disk: '64Mi' },
    stopSeconds: 1,
    ...more,
  });
  return {
    cluster,
    namespace,
    config,
    async executor(more) {
      const host = await testPlugin(plugin, { config: config(more) });
      hosts.push(host);
      return host.resolve(tokens.executors)[0]!;
    },
    async pods() {
      const names = await namespace.kubectl(['get', 'pods', '--output=name']);
      return names.split('\n').filter((name) => name.startsWith('pod/tp-'));
    },
    async dispose() {
      for (const host of hosts) await host.stop({ force: true });
      await namespace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const never = new AbortController().signal;

export const specOf = (jobId: number, more: Partial<InstanceSpec> = {}): InstanceSpec => ({
  run: { jobId, run: 1 },
  payload: { config: {}, repository: { slug: 'owner/repo' }, job: { id: jobId } },
  services: [],
  env: {},
  limits: { hardSeconds: 600, logBytes: 200_000_000 },
  ...more,
});

/** Started, and ours for an hour. */
export async function started(
  executor: Executor,
  jobId: number,
  more?: Partial<InstanceSpec>,
): Promise<Instance> {
  const instance = await executor.start(specOf(jobId, more), never);
  instance.keepFor?.(3_600);
  return instance;
}

export interface Outcome {
  readonly text: string;
  readonly exit: RunExit;
}
/** All that it writes, and how it ended. */
export async function read(script: RunningScript): Promise<Outcome> {
  const parts: Uint8Array[] = [];
  for await (const part of script.output) parts.push(part);
  const text = Buffer.concat(parts).toString().replaceAll('\r\n', '\n');
  return { text, exit: await script.exit };
}
