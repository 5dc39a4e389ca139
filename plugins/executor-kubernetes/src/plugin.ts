import { hostname } from 'node:os';
import { ConfigError, definePlugin, provide, tokens, type Executor } from '@turnpike/sdk';
import { manifestsCommand } from './boot/manifests-command.js';
import type { ClusterAccess } from './client/access.js';
import { createClient } from './client/client.js';
import { inClusterAccess, isInCluster } from './client/in-cluster.js';
import { kubeconfigAccess } from './client/kubeconfig.js';
import { Config, type KubernetesConfig } from './config.js';
import { createKubernetesExecutor } from './kubernetes-executor.js';
import { createMetrics } from './metrics.js';

export const plugin = definePlugin({
  id: 'executor-kubernetes',
  summary: 'Runs each job in a pod of its own in a Kubernetes cluster.',
  config: Config,
  permissions: {
    files: [{ setting: 'kubeconfig' }, '/var/run/secrets/kubernetes.io/serviceaccount'],
    runtime: ['sockets', 'programs'],
  },
  offers: [tokens.executors, tokens.factSources],
  cli: [manifestsCommand],
  async provides({ config, clock, log, metrics, signal }) {
    const access = await accessOf(config);
    if (!access) return [provide(tokens.executors, withoutCluster(config))];
    const counted = createMetrics(metrics);
    const client = createClient({ access, rate: config.rate, clock, calls: counted.calls });
    const worker = config.worker ?? workerName(hostname());
    const executor = createKubernetesExecutor({
      client,
      config,
      worker,
      clock,
      log,
      metrics: counted,
    });
    signal.addEventListener('abort', () => executor.close());
    return [
      provide(tokens.executors, executor),
      provide(tokens.factSources, {
        id: 'executor-kubernetes',
        title: 'Cluster of jobs',
        look: async () => ({
          state: 'ok',
          text: executor.facts
            ? `Kubernetes ${executor.facts.version}, jobs in ${executor.facts.namespaces.join(' and ')}`
            : 'No worker of this process uses it.',
        }),
      }),
    ];
  },
});

async function accessOf(config: KubernetesConfig): Promise<ClusterAccess | undefined> {
  if (config.kubeconfig !== undefined) return kubeconfigAccess(config.kubeconfig, config.context);
  return isInCluster() ? inClusterAccess() : undefined;
}

/** Installed everywhere the same: only who chooses it needs a cluster. */
function withoutCluster(config: KubernetesConfig): Executor {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new ConfigError('TURNPIKE_CONFIG_INVALID', 'No Kubernetes cluster is named for jobs.', {
        key: 'executor-kubernetes.kubeconfig',
        wayOut: 'Name a kubeconfig file, or run the worker in a pod with a service account.',
      }),
    );
  return {
    id: 'kubernetes',
    isolation: 'container',
    offers: { os: ['linux'], arch: config.arch },
    warnings: [],
    start: refuse,
    reap: refuse,
  };
}

/** A name of a host as a label that is a word: cut in the middle of nothing that tells pods of a set apart. */
function workerName(host: string): string {
  const word = host
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(-42);
  return word.replace(/^-+|-+$/g, '') || 'worker';
}
