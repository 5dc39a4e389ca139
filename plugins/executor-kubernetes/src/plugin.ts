import { hostname } from 'node:os';
import { ConfigError, definePlugin, executorOnDemand, provide, tokens } from '@turnpike/sdk';
import { manifestsCommand } from './boot/manifests-command.js';
import type { ClusterFacts } from './boot/probe.js';
import type { ClusterAccess } from './client/access.js';
import { createClient } from './client/client.js';
import { inClusterAccess, isInCluster } from './client/in-cluster.js';
import { kubeconfigAccess } from './client/kubeconfig.js';
import { Config, type KubernetesConfig } from './config.js';
import { createKubernetesExecutor, mostSeconds } from './kubernetes-executor.js';
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
  provides({ config, clock, log, metrics, signal }) {
    const executor = executorOnDemand({
      id: 'kubernetes',
      isolation: 'container',
      offers: { os: ['linux'], arch: config.arch },
      startSeconds: mostSeconds(config.clock),
      compileEnv: () => ({ isolation: 'container' }),
      adopts: true,
      async open() {
        const access = await accessOf(config);
        const counted = createMetrics(metrics);
        const client = createClient({ access, rate: config.rate, clock, calls: counted.calls });
        const worker = config.worker ?? workerName(hostname());
        const parts = { client, config, worker, clock, log, metrics: counted };
        return createKubernetesExecutor(parts);
      },
    });
    signal.addEventListener('abort', () => executor.opened?.close());
    return [
      provide(tokens.executors, executor),
      provide(tokens.factSources, {
        id: 'executor-kubernetes',
        title: 'Cluster of jobs',
        look: async () => ({ state: 'ok', text: textOf(executor.opened?.facts) }),
      }),
    ];
  },
});

function textOf(facts: ClusterFacts | undefined): string {
  if (!facts) return 'No worker of this process uses it.';
  return `Kubernetes ${facts.version}, jobs in ${facts.namespaces.join(' and ')}`;
}

/** Throws ConfigError where nothing names a cluster. */
async function accessOf(config: KubernetesConfig): Promise<ClusterAccess> {
  if (config.kubeconfig !== undefined) return kubeconfigAccess(config.kubeconfig, config.context);
  if (isInCluster()) return inClusterAccess();
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', 'No Kubernetes cluster is named for jobs.', {
    key: 'executor-kubernetes.kubeconfig',
    wayOut: 'Name a kubeconfig file, or run the worker in a pod with a service account.',
  });
}

/** A name of a host as a label that is a word: cut in the middle of nothing that tells pods of a set apart. */
function workerName(host: string): string {
  const word = host
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(-42);
  return word.replace(/^-+|-+$/g, '') || 'worker';
}
