import { startFailure, type Clock, type StartFailure } from '@turnpike/sdk';
import { again } from '../client/again.js';
import { isApiError } from '../client/api-error.js';
import type { ClusterClient } from '../client/client.js';
import { statusOf, type ClusterEvent, type Pod } from '../client/resources.js';
import type { PodWatch } from '../pod-watch.js';
import type { StartJudge, StartJudgement } from './judge-start.js';

export interface AwaitOptions {
  readonly client: ClusterClient;
  readonly watch: PodWatch;
  readonly judge: StartJudge;
  readonly pod: Pod;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told when a start fails, for metrics. */
  onFailure(blame: StartFailure['blame'], reason: string): void;
  /** Told what it waits for, once that takes longer than one would expect. */
  onWait?(words: string): void;
}

/** The pod itself is asked for where the watch has told nothing for so long, and before anything is ended for it. */
const LOOK_MS = 10_000;
/** Words of scheduler and kubelet are fetched when a start takes so long. */
const SLOW_MS = 3_000;
const EVENTS_EVERY_MS = 5_000;
const AWAY_MS = 120_000;

/** Waits until the containers of a pod run and its services answer. Throws StartFailure with the cluster's words. */
export async function awaitReady(options: AwaitOptions): Promise<Pod> {
  const { client, watch, judge, clock, signal, pod } = options;
  const { namespace = '', name, uid } = pod.metadata;
  const began = clock.monotonic();
  const live = async (): Promise<Pod> => {
    const answer = await again({ clock, signal, ms: AWAY_MS }, () =>
      client.pod(namespace, name, signal),
    );
    if (!answer || answer.metadata.uid !== uid) throw gone(options);
    return answer;
  };
  let events: readonly ClusterEvent[] = [];
  let eventsAt = -Infinity;
  let last: StartJudgement | undefined;
  let found = pod;
  try {
    for (;;) {
      const now = clock.monotonic();
      if (now - began > SLOW_MS && now - eventsAt > EVENTS_EVERY_MS) {
        events = await client.events(pod, signal).catch(() => events);
        eventsAt = now;
      }
      last = judge.judge(found, events, clock.monotonic());
      if (last.kind === 'failed') {
        found = await live();
        last = judge.judge(found, events, clock.monotonic());
      }
      if (last.kind === 'ready') return found;
      if (last.kind === 'failed') throw await failureOf(options, found, last);
      if (now - began > SLOW_MS && last.words !== '') options.onWait?.(last.words);
      const told = await watch.changed({ namespace, name }, LOOK_MS, signal);
      signal.throwIfAborted();
      found = told && told.metadata.uid === uid ? told : await live();
    }
  } catch (error) {
    throw explain(error, signal, last);
  }
}

function gone({ onFailure, pod }: AwaitOptions): StartFailure {
  onFailure('platform', 'pod-gone');
  return startFailure('platform', `The pod ${pod.metadata.name} was deleted while it started.`);
}

async function failureOf(
  { client, onFailure }: AwaitOptions,
  pod: Pod,
  failed: Extract<StartJudgement, { kind: 'failed' }>,
): Promise<StartFailure> {
  onFailure(failed.blame, failed.reason);
  return startFailure(failed.blame, `${failed.words}${await lastWords(client, pod)}`);
}

/** What containers that have ended have said themselves. */
async function lastWords(client: ClusterClient, pod: Pod): Promise<string> {
  const { namespace = '', name } = pod.metadata;
  const ended = pod.spec.containers.filter((one) => statusOf(pod, one.name)?.state?.terminated);
  const tails = await Promise.all(
    ended.map((one) => client.tail(namespace, name, one.name, 20).catch(() => '')),
  );
  const texts = ended.flatMap((one, i) =>
    tails[i]?.trim() ? [`\n${one.name}: ${tails[i].trim()}`] : [],
  );
  return texts.join('');
}

/** Whoever gave up waiting should know what for. */
function explain(error: unknown, signal: AbortSignal, last: StartJudgement | undefined): unknown {
  if (isApiError(error)) {
    return startFailure('platform', `The cluster does not answer: ${error.message}`, error);
  }
  if (!signal.aborted || last?.kind !== 'waiting' || last.words === '') return error;
  return startFailure('platform', last.words, error);
}
