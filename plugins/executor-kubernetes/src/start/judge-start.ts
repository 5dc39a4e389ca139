import { pullFailure } from '@turnpike/sdk/platform';
import type { KubernetesConfig } from '../config.js';
import {
  statusOf,
  type ClusterEvent,
  type ContainerStatus,
  type Pod,
} from '../client/resources.js';
import { JOB, LOG, SERVICE } from '../pod/names.js';

/** The parts of a start, in their order; each has a clock of its own. */
export type StartPhase = 'schedule' | 'pull' | 'start' | 'services';
export type StartJudgement =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly phase: StartPhase; readonly words: string }
  | {
      readonly kind: 'failed';
      readonly blame: 'user' | 'platform';
      /** A word for metrics. */
      readonly reason: string;
      readonly words: string;
    };

export interface StartJudge {
  /** How far is it at this moment of a monotonic clock? */
  judge(pod: Pod, events: readonly ClusterEvent[], nowMs: number): StartJudgement;
  /** Seconds that each finished or running part has taken. */
  readonly spent: Readonly<Partial<Record<StartPhase, number>>>;
}

/** A container that is said to be wrong may be so only because its volumes are not there yet. */
const GRACE_MS = 30_000;
/** The kubelet has tried twice by then; what may pass gets as long again. */
const PULL_GRACE_MS = { user: 30_000, platform: 60_000 } as const;
/** So long nobody may have said that a node is on its way. */
const SELECTOR_GRACE_MS = 30_000;

const PULL_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const WRONG_REASONS = new Set([
  'ErrImageNeverPull',
  'ImageInspectError',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PostStartHookError',
  'PreStartHookError',
]);

/** Pure but for what it has seen: how long a part takes is counted from when it was first seen. */
export function createStartJudge(clock: KubernetesConfig['clock'], beganMs: number): StartJudge {
  const spent: Partial<Record<StartPhase, number>> = {};
  const firstSeen = new Map<string, number>();
  let phase: StartPhase = 'schedule';
  let phaseSince = beganMs;

  function enter(next: StartPhase, nowMs: number): void {
    spent[phase] = (spent[phase] ?? 0) + (nowMs - phaseSince) / 1_000;
    [phase, phaseSince] = [next, nowMs];
  }
  /** How long has this been seen without a pause? */
  function lasting(what: string, nowMs: number): number {
    const since = firstSeen.get(what) ?? nowMs;
    firstSeen.set(what, since);
    return nowMs - since;
  }

  return {
    spent,
    judge(pod, events, nowMs) {
      const found = look(pod, events);
      if (found.kind === 'gone') return failed('platform', 'pod-gone', found.words);
      if (found.kind === 'ready') {
        enter(phase, nowMs);
        return { kind: 'ready' };
      }
      if (found.phase !== phase) enter(found.phase, nowMs);
      const seen = found.wrong && lasting(found.wrong.key, nowMs);
      if (found.wrong && seen! >= found.wrong.graceMs) {
        const { blame, reason, words } = found.wrong;
        return failed(blame, reason, words);
      }
      const limitMs = clock[`${phase === 'services' ? 'service' : phase}Seconds`] * 1_000;
      if (nowMs - phaseSince < limitMs) return { kind: 'waiting', phase, words: found.words };
      return late(phase, limitMs, found);
    },
  };
}

function failed(blame: 'user' | 'platform', reason: string, words: string): StartJudgement {
  return { kind: 'failed', blame, reason, words };
}

function late(phase: StartPhase, limitMs: number, { words, wrong }: Waiting): StartJudgement {
  const seconds = limitMs / 1_000;
  if (wrong && phase === 'pull') return failed(wrong.blame, wrong.reason, wrong.words);
  const lead = {
    schedule: `No node has taken the pod within ${seconds} seconds`,
    pull: `The images were not pulled within ${seconds} seconds`,
    start: `The pod did not start within ${seconds} seconds`,
    services: `The services did not answer within ${seconds} seconds`,
  }[phase];
  const blame = phase === 'services' ? 'user' : 'platform';
  return failed(blame, `${phase}-late`, words ? `${lead}: ${words}` : `${lead}.`);
}

interface Waiting {
  readonly kind: 'waiting';
  readonly phase: StartPhase;
  readonly words: string;
  /** Told once it has lasted. */
  readonly wrong?: {
    readonly key: string;
    readonly graceMs: number;
    readonly blame: 'user' | 'platform';
    readonly reason: string;
    readonly words: string;
  };
}
type Look =
  { readonly kind: 'ready' } | { readonly kind: 'gone'; readonly words: string } | Waiting;

function look(pod: Pod, events: readonly ClusterEvent[]): Look {
  const { status } = pod;
  if (pod.metadata.deletionTimestamp) {
    return { kind: 'gone', words: 'The pod was deleted while it started.' };
  }
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') {
    return { kind: 'gone', words: `The pod ended while it started: ${wordsOf(status)}` };
  }
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (!pod.spec.nodeName && scheduled?.status !== 'True')
    return unscheduled(scheduled?.message, events);
  return containersOf(pod, events);
}

const wordsOf = (told: { readonly reason?: string; readonly message?: string }): string =>
  [told.reason, told.message].filter(Boolean).join(': ') || 'no reason is given';

function unscheduled(message = '', events: readonly ClusterEvent[]): Waiting {
  const words = message || 'the scheduler has not looked at it yet';
  const waiting: Waiting = { kind: 'waiting', phase: 'schedule', words };
  const hope = events.some(({ reason }) => reason === 'TriggeredScaleUp' || reason === 'Nominated');
  if (hope || !fitsNowhere(message)) return waiting;
  return {
    ...waiting,
    wrong: {
      key: 'selector',
      graceMs: SELECTOR_GRACE_MS,
      blame: 'user',
      reason: 'selector',
      words: `No node of the cluster is of the kind that this job's size and architecture ask for: ${message}`,
    },
  };
}

/** `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. …` */
function fitsNowhere(message: string): boolean {
  const [, all, refusing] =
    /^0\/(\d+) nodes are available: (\d+) node\(s\) didn't match Pod's node affinity\/selector/.exec(
      message,
    ) ?? [];
  return all !== undefined && all === refusing;
}

function containersOf(pod: Pod, events: readonly ClusterEvent[]): Look {
  const statuses = pod.spec.containers.map(({ name }) => [name, statusOf(pod, name)] as const);
  for (const [name, status] of statuses) {
    const ended = endedEarly(pod, name, status);
    if (ended) return ended;
  }
  const waiting = statuses.filter(([, status]) => !status?.state?.running);
  for (const [name, status] of waiting) {
    const wrong = wrongOf(pod, name, status, events);
    if (wrong) return wrong;
  }
  if (waiting.length > 0) return starting(events);
  const silent = statuses.filter(([name, status]) => name.startsWith(SERVICE) && !isUp(status));
  if (silent.length === 0) return { kind: 'ready' };
  const names = silent.map(([name]) => name.slice(SERVICE.length)).join(', ');
  const told = events.findLast(({ reason }) => reason === 'Unhealthy')?.message;
  return { kind: 'waiting', phase: 'services', words: told ? `${names} (${told})` : names };
}

/** The kubelet says so where there is a probe; without one a service is up once it runs. */
const isUp = (status: ContainerStatus | undefined): boolean => status?.started !== false;

function endedEarly(
  pod: Pod,
  name: string,
  status: ContainerStatus | undefined,
): Waiting | undefined {
  const ended = status?.state?.terminated;
  if (!ended) return undefined;
  const told = [ended.reason, ended.message?.trim()].filter(Boolean).join(': ');
  const what = name.startsWith(SERVICE)
    ? `The service ${name.slice(SERVICE.length)} ended before the script began`
    : `The container \`${name}\` of ${imageOf(pod, name)} ended before the script began`;
  const hint = name === JOB ? ' Images of jobs need `/bin/sh` and bash.' : '';
  return {
    kind: 'waiting',
    phase: 'start',
    words: told,
    wrong: {
      key: `ended ${name}`,
      graceMs: 0,
      blame: name === LOG ? 'platform' : 'user',
      reason: 'container-ended',
      words: `${what}: exit code ${ended.exitCode}${told ? `, ${told}` : ''}.${hint}`,
    },
  };
}

function wrongOf(
  pod: Pod,
  name: string,
  status: ContainerStatus | undefined,
  events: readonly ClusterEvent[],
): Waiting | undefined {
  const { reason = '', message = '' } = status?.state?.waiting ?? {};
  const image = imageOf(pod, name);
  if (PULL_REASONS.has(reason)) {
    // The reason first: what stands in the message is the registry's, and may say anything.
    const failure = pullFailure(image, pullWords(image, message, events) || reason);
    const blame = name === LOG ? 'platform' : failure.blame;
    const wrong = { ...failure, blame, key: `pull ${name}`, graceMs: PULL_GRACE_MS[blame] };
    return { kind: 'waiting', phase: 'pull', words: failure.words, wrong };
  }
  if (reason === 'InvalidImageName') {
    const words = `\`${image}\` is no name of an image: ${message}`;
    const wrong = { key: 'name', graceMs: 0, blame: 'user' as const, reason: 'image-name', words };
    return { kind: 'waiting', phase: 'pull', words, wrong };
  }
  if (!WRONG_REASONS.has(reason)) return undefined;
  const words = `The container \`${name}\` of ${image} cannot be started: ${reason}: ${message}`;
  const blame = name === LOG ? 'platform' : 'user';
  const wrong = { key: `wrong ${name}`, graceMs: GRACE_MS, blame, reason, words } as const;
  return { kind: 'waiting', phase: 'start', words, wrong };
}

/** Between two tries older kubelets tell only that they wait; what went wrong stands in an event. */
function pullWords(image: string, message: string, events: readonly ClusterEvent[]): string {
  if (message !== '' && !/^Back-off pulling image "[^"]*"$/.test(message)) return message;
  const told = events.findLast(
    ({ reason, message: words = '' }) => reason === 'Failed' && words.includes(`image "${image}"`),
  );
  return told?.message ?? message;
}

const imageOf = (pod: Pod, name: string): string =>
  pod.spec.containers.find((one) => one.name === name)?.image ?? name;

/** An image is on its way while the kubelet has said that it pulls and not that it has pulled. */
function starting(events: readonly ClusterEvent[]): Waiting {
  const count = (wanted: string): number => events.filter(({ reason }) => reason === wanted).length;
  const isPulling = count('Pulling') > count('Pulled');
  const trouble = events.findLast(
    ({ reason }) => reason === 'FailedMount' || reason === 'FailedCreatePodSandBox',
  )?.message;
  return { kind: 'waiting', phase: isPulling ? 'pull' : 'start', words: trouble ?? '' };
}
