import type { Adoptable, Clock, Logger, RunRef } from '@turnpike/sdk';
import { namespacesOf } from './boot/probe.js';
import type { ClusterClient } from './client/client.js';
import type { Pod } from './client/resources.js';
import type { KubernetesConfig } from './config.js';
import type { KubernetesMetrics } from './metrics.js';
import { KEEPSAKE, LABELS, ofWorker, podName, runOf } from './pod/names.js';
import { endPod } from './run/end-pod.js';

export interface Reaper {
  /** Runs of this worker whose pods have a keepsake. */
  left(): Promise<readonly Adoptable[]>;
  /** Ends this worker's pods but for these runs, and waits until they are gone. */
  reap(keep: readonly RunRef[]): Promise<void>;
  /** This run is being started: its pod is nobody's orphan. Answers what ends that. */
  spare(run: RunRef): () => void;
}

export interface ReaperOptions {
  readonly client: ClusterClient;
  readonly config: KubernetesConfig;
  readonly worker: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: KubernetesMetrics;
}

/** Ends pods by what the cluster knows of them. Those of others are left alone, whatever they are called. */
export function createReaper(options: ReaperOptions): Reaper {
  const { client, config, worker, clock, log, metrics } = options;
  const spared = new Map<string, number>();
  const keyOf = (run: RunRef): string => podName(config.install, run);

  async function own(): Promise<readonly Pod[]> {
    const selector = ofWorker(config.install, worker);
    const lists = await Promise.all(
      namespacesOf(config).map((namespace) => client.pods(namespace, selector)),
    );
    return lists.flat().filter(isOurs);
  }
  /** The labels may be anybody's, but name and labels together say one thing. */
  function isOurs({ metadata }: Pod): boolean {
    const run = runOf(metadata.labels);
    const isManaged = metadata.labels?.[LABELS.managedBy] === 'turnpike';
    return isManaged && run !== undefined && metadata.name === keyOf(run);
  }
  async function end(pod: Pod): Promise<void> {
    log.info({ pod: pod.metadata.name }, 'a pod that nobody needs is ended');
    metrics.reaped.inc({ why: 'not-kept' });
    const isGone = await endPod({ client, clock, graceSeconds: 1 }, pod);
    if (!isGone)
      log.warn({ pod: pod.metadata.name }, 'a pod is held by a node that does not answer');
  }

  return {
    async left() {
      return (await own()).flatMap(({ metadata }) => {
        const [run, keepsake] = [runOf(metadata.labels), metadata.annotations?.[KEEPSAKE]];
        return run && keepsake !== undefined && !metadata.deletionTimestamp
          ? [{ run, keepsake }]
          : [];
      });
    },
    async reap(keep) {
      const wanted = new Set([...keep.map(keyOf), ...spared.keys()]);
      const others = (await own()).filter(({ metadata }) => !wanted.has(metadata.name));
      await Promise.all(others.map(end));
    },
    spare(run) {
      const key = keyOf(run);
      spared.set(key, (spared.get(key) ?? 0) + 1);
      return () => {
        const count = (spared.get(key) ?? 1) - 1;
        if (count > 0) spared.set(key, count);
        else spared.delete(key);
      };
    },
  };
}
