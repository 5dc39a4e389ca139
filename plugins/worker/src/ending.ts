import type { FinalState, RunExit } from '@turnpike/sdk';

/** How a run ends for this worker. `reason` is for people, in plain words, and masked where it is reported. */
export type Ending =
  | { readonly kind: 'final'; readonly state: FinalState; readonly reason?: string }
  /** Handed back: hub gives the job to another run. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** It goes on, for the next process of this worker to adopt. */
  | { readonly kind: 'left'; readonly reason: string }
  /** No longer ours: stop it and say nothing. */
  | { readonly kind: 'forgotten'; readonly reason: string };

/** 0 passed, 1 failed, anything else errored; an instance that vanished is lost. */
export function endingOf(exit: RunExit): Ending {
  if ('lost' in exit) return { kind: 'lost', reason: exit.lost };
  if (exit.code === 0) return { kind: 'final', state: 'passed' };
  if (exit.code === 1) return { kind: 'final', state: 'failed' };
  return errored(`The script ended with exit code ${exit.code}.`);
}

export function errored(reason: string): Ending {
  return { kind: 'final', state: 'errored', reason };
}

/** `90` → `90 seconds`, `3000` → `50 minutes`. */
export function duration(seconds: number): string {
  const [count, unit] =
    seconds >= 120 && seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function size(bytes: number): string {
  const mib = bytes / 1_048_576;
  return mib >= 1 ? `${Math.round(mib * 10) / 10} MiB` : `${bytes} bytes`;
}
