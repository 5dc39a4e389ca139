import { randomBytes } from 'node:crypto';
import type {
  AdoptedInstance,
  Clock,
  Executor,
  Instance,
  InstanceSpec,
  Logger,
  RunRef,
  StartFailure,
} from '@turnpike/sdk';
import { probeCluster, type ClusterFacts } from './boot/probe.js';
import type { ClusterClient } from './client/client.js';
import type { Pod } from './client/resources.js';
import type { KubernetesConfig } from './config.js';
import type { KubernetesMetrics } from './metrics.js';
import { findRunning } from './adopt.js';
import { createPodWatch, type PodWatch } from './pod-watch.js';
import { planPod, type PodPlan } from './pod/build-pod.js';
import { isSameRun, ofWorker } from './pod/names.js';
import { createReaper } from './reaper.js';
import { endPod } from './run/end-pod.js';
import { createInstance } from './run/instance.js';
import { awaitReady } from './start/await-ready.js';
import { createPod } from './start/create-pod.js';
import { createStartJudge } from './start/judge-start.js';
import { warningsOf } from './warnings.js';

export interface KubernetesExecutor extends Executor {
  /** What was found at the cluster; undefined before the first `reap`. */
  readonly facts: ClusterFacts | undefined;
  /** Ends streams. Pods stay: the next start of this worker ends or adopts them. */
  close(): void;
}

export interface KubernetesExecutorOptions {
  readonly client: ClusterClient;
  readonly config: KubernetesConfig;
  /** Name of the worker, as a label. */
  readonly worker: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: KubernetesMetrics;
}

/** Runs each job in a pod of its own. Nothing that it holds is a lifeline: streams break, and go on where they broke. */
export function createKubernetesExecutor(options: KubernetesExecutorOptions): KubernetesExecutor {
  const { client, config, worker, clock, log, metrics } = options;
  const closed = new AbortController();
  const instances = new Map<string, Instance>();
  let watching: PodWatch | undefined;
  let facts: ClusterFacts | undefined;
  const reaper = createReaper({ client, config, worker, clock, log, metrics });

  function watch(): PodWatch {
    watching ??= createPodWatch({
      client,
      namespaces: [config.namespace.full, config.namespace.fork].filter((one) => one !== undefined),
      selector: ofWorker(config.install, worker),
      clock,
      log,
      signal: closed.signal,
      restarts: metrics.watchRestarts,
    });
    return watching;
  }

  function kept<T extends Instance>(run: RunRef, instance: T): T {
    const key = keyOf(run);
    const forget = (): void => {
      if (instances.get(key) === known) instances.delete(key);
      metrics.instances.set(instances.size, { state: 'running' });
    };
    const known: T = {
      ...instance,
      stop: () => instance.stop().finally(forget),
      leave: async () => {
        await instance.leave?.();
        forget();
      },
    };
    instances.set(key, known);
    metrics.instances.set(instances.size, { state: 'running' });
    return known;
  }
  const parts = () => ({ client, config, clock, log, metrics, watch: watch() });

  async function begin(plan: PodPlan, signal: AbortSignal): Promise<Pod> {
    const { namespace = '', name } = plan.pod.metadata;
    watch().care({ namespace, name });
    const judge = createStartJudge(config.clock, clock.monotonic());
    const patienceMs = config.clock.scheduleSeconds * 1_000;
    const onFailure = (blame: StartFailure['blame'], reason: string): void =>
      metrics.startFailures.inc({ blame, reason });
    const pod = await createPod({ client, plan, clock, signal, patienceMs });
    const ready = await awaitReady({
      client,
      watch: watch(),
      judge,
      pod,
      clock,
      signal,
      onFailure,
    });
    for (const [phase, seconds] of Object.entries(judge.spent)) {
      metrics.startSeconds.observe(seconds, { phase });
    }
    return ready;
  }

  /** Whatever became of a start: nothing of it stays. */
  async function undo(plan: PodPlan): Promise<void> {
    const { namespace = '', name } = plan.pod.metadata;
    watch().forget({ namespace, name });
    const left = await client.pod(namespace, name).catch(() => undefined);
    // One that only has the name is somebody else's.
    if (left && isSameRun(left, plan.pod)) await endPod({ client, clock, graceSeconds: 1 }, left);
  }

  return {
    id: 'kubernetes',
    isolation: 'container',
    offers: { os: ['linux'], arch: [...config.arch] },
    warnings: warningsOf(config),
    startSeconds: mostSeconds(config.clock),
    get facts() {
      return facts;
    },
    compileEnv: () => ({ isolation: 'container' }),
    async start(spec: InstanceSpec, signal: AbortSignal) {
      signal.throwIfAborted();
      const plan = planPod({ spec, config, worker, mark: randomBytes(12).toString('hex') });
      const done = reaper.spare(spec.run);
      try {
        const pod = await begin(plan, signal);
        const instance = createInstance(parts(), pod);
        return kept(spec.run, instance);
      } catch (error) {
        await undo(plan).catch((left: unknown) =>
          log.warn({ err: left, ...spec.run }, 'a pod that did not start may be left'),
        );
        throw error;
      } finally {
        done();
      }
    },
    async adoptable() {
      facts ??= await probeCluster(client, config, clock, closed.signal);
      return reaper.left();
    },
    async adopt(run, signal): Promise<AdoptedInstance | undefined> {
      const pod = await findRunning(client, config, run, signal);
      if (!pod) return undefined;
      const { namespace = '', name } = pod.metadata;
      watch().care({ namespace, name });
      return kept(run, createInstance(parts(), pod));
    },
    async reap(keep) {
      facts ??= await probeCluster(client, config, clock, closed.signal);
      const wanted = new Set(keep.map(keyOf));
      const others = [...instances].filter(([key]) => !wanted.has(key));
      await Promise.all(others.map(([, instance]) => instance.stop()));
      await reaper.reap(keep);
    },
    close() {
      closed.abort();
      client.close();
    },
  };
}

/** All of its clocks, one after the other. */
export function mostSeconds(clock: KubernetesConfig['clock']): number {
  return Object.values(clock).reduce((sum, seconds) => sum + seconds, 0);
}

const keyOf = ({ jobId, run }: RunRef): string => `${jobId}.${run}`;
