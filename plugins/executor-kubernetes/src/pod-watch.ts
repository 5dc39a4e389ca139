import type { Clock, Counter, Logger } from '@turnpike/sdk';
import type { ClusterClient } from './client/client.js';
import type { Pod } from './client/resources.js';
import { watch } from './client/watch.js';

/**
 * What the API server tells of this worker's pods, over one stream a namespace. A hint: it may be late, and say that
 * a pod is gone which is only not in a cache yet. Before anything is ended for it, the pod itself is asked for.
 */
export interface PodWatch {
  /** From now on what is told of this pod is kept. */
  care(pod: PodRef): void;
  /**
   * Resolves when something was told of the pod since the last call for it, or after `ms`. Answers what was told last;
   * undefined: nothing in all the time, or that it is gone.
   */
  changed(pod: PodRef, ms: number, signal: AbortSignal): Promise<Pod | undefined>;
  /** As if something had been told: who asks next need not wait. */
  again(pod: PodRef): void;
  forget(pod: PodRef): void;
}
export interface PodRef {
  readonly namespace: string;
  readonly name: string;
}

export interface PodWatchOptions {
  readonly client: ClusterClient;
  readonly namespaces: readonly string[];
  readonly selector: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly restarts?: Counter;
}

export function createPodWatch(options: PodWatchOptions): PodWatch {
  const { client, namespaces, selector, clock, log, signal, restarts } = options;
  /** News that nobody has taken yet. */
  const news = new Map<string, Pod | undefined>();
  const waiting = new Map<string, () => void>();
  const known = new Map<string, ReadonlySet<string>>();

  const cared = new Set<string>();
  function tell(key: string, pod: Pod | undefined): void {
    if (!cared.has(key)) return;
    news.set(key, pod);
    waiting.get(key)?.();
  }
  for (const namespace of namespaces) {
    void watch<Pod>({
      http: client.http,
      path: `/api/v1/namespaces/${namespace}/pods`,
      query: `labelSelector=${encodeURIComponent(selector)}`,
      clock,
      log,
      signal,
      onList(pods) {
        const now = new Set(pods.map(({ metadata }) => keyOf(namespace, metadata.name)));
        for (const key of known.get(namespace) ?? []) if (!now.has(key)) tell(key, undefined);
        known.set(namespace, now);
        for (const pod of pods) tell(keyOf(namespace, pod.metadata.name), pod);
      },
      onChange(type, pod) {
        tell(keyOf(namespace, pod.metadata.name), type === 'DELETED' ? undefined : pod);
      },
      onRestart: (why) => restarts?.inc({ why }),
    });
  }
  function take(key: string): Pod | undefined {
    const pod = news.get(key);
    news.delete(key);
    return pod;
  }
  return {
    care: ({ namespace, name }) => void cared.add(keyOf(namespace, name)),
    async changed({ namespace, name }, ms, stop) {
      const key = keyOf(namespace, name);
      if (news.has(key)) return take(key);
      const heard = new AbortController();
      waiting.set(key, () => heard.abort());
      await clock.sleep(ms, AbortSignal.any([stop, heard.signal])).catch(() => undefined);
      waiting.delete(key);
      return take(key);
    },
    again: ({ namespace, name }) => tell(keyOf(namespace, name), undefined),
    forget({ namespace, name }) {
      cared.delete(keyOf(namespace, name));
      news.delete(keyOf(namespace, name));
    },
  };
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;
