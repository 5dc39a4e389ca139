import type { WireBuild, WireJob } from '@turnpike/core/contracts/wire';

/** What a badge may say: states of builds, stages, jobs and runs, results of requests, and facts. */
export type ShownState =
  | 'created'
  | 'queued'
  | 'received'
  | 'started'
  | 'passed'
  | 'failed'
  | 'errored'
  | 'canceled'
  | 'lost'
  | 'approved'
  | 'rejected'
  | 'warning'
  | 'none';

/** The colour of a state; several states share one. */
export type Tone = 'passed' | 'failed' | 'errored' | 'canceled' | 'started' | 'queued' | 'created';

interface Look {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: string;
}

export const LOOKS: Readonly<Record<ShownState, Look>> = {
  created: { word: 'Waiting', tone: 'created', icon: 'waiting' },
  queued: { word: 'Queued', tone: 'queued', icon: 'queued' },
  received: { word: 'Booting', tone: 'started', icon: 'running' },
  started: { word: 'Running', tone: 'started', icon: 'running' },
  passed: { word: 'Passed', tone: 'passed', icon: 'passed' },
  failed: { word: 'Failed', tone: 'failed', icon: 'failed' },
  errored: { word: 'Errored', tone: 'errored', icon: 'errored' },
  canceled: { word: 'Canceled', tone: 'canceled', icon: 'canceled' },
  lost: { word: 'Lost', tone: 'errored', icon: 'errored' },
  approved: { word: 'Built', tone: 'passed', icon: 'passed' },
  rejected: { word: 'Rejected', tone: 'canceled', icon: 'canceled' },
  warning: { word: 'Warning', tone: 'started', icon: 'warn' },
  none: { word: 'No builds', tone: 'created', icon: 'waiting' },
};

const FINAL = ['passed', 'failed', 'errored', 'canceled'];

export const isFinal = (state: string | undefined): boolean => FINAL.includes(state ?? '');
export const isWaiting = (state: string | undefined): boolean =>
  state === 'created' || state === 'queued';

/** May it be started again? */
export function mayRestart(item: WireBuild | WireJob): boolean {
  return isFinal(item.state) && item['@permissions']?.restart === true;
}
/** Do jobs of it wait that somebody may put before others? */
export function mayPrioritize(build: WireBuild): boolean {
  const waits = build.jobs?.some(({ state }) => isWaiting(state)) === true;
  return waits && build.priority !== true && build['@permissions']?.['prioritize'] === true;
}
export function mayCancel(item: WireBuild | WireJob): boolean {
  return !isFinal(item.state) && item['@permissions']?.cancel === true;
}

/** Tone for favicon and title. */
export function faviconOf(state: string | undefined): string {
  if (state === undefined) return 'favicon';
  if (isWaiting(state)) return 'favicon-waiting';
  return isFinal(state) ? `favicon-${state}` : 'favicon-started';
}
