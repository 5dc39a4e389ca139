import type { Build, FinalState } from '@turnpike/sdk';

export interface ResultWords {
  /** Passed, Fixed, Still Failing, … */
  readonly result: string;
  readonly sentence: string;
}

const PLAIN: Readonly<Record<FinalState, ResultWords>> = {
  passed: { result: 'Passed', sentence: 'The build passed.' },
  failed: { result: 'Failed', sentence: 'The build failed.' },
  errored: { result: 'Errored', sentence: 'The build has errored.' },
  canceled: { result: 'Canceled', sentence: 'The build was canceled.' },
};
const CHANGED: Readonly<Record<string, ResultWords>> = {
  'passed failed': { result: 'Broken', sentence: 'The build was broken.' },
  'failed passed': { result: 'Fixed', sentence: 'The build was fixed.' },
  'failed failed': { result: 'Still Failing', sentence: 'The build is still failing.' },
};

/** How people read a result after the one before (travis-services facts 7.3). */
export function resultWords({
  state,
  previousState,
}: Pick<Build, 'state' | 'previousState'>): ResultWords {
  if (state === 'created' || state === 'started')
    return { result: 'Pending', sentence: 'The build is pending.' };
  return CHANGED[`${previousState} ${state}`] ?? PLAIN[state];
}
