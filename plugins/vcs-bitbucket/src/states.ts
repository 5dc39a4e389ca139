import type { CommitStatus } from '@turnpike/sdk';

/** There is no word for what ended without a verdict, and a build that was stopped is none that passed. */
export const STATES = {
  ...{ pending: 'INPROGRESS', success: 'SUCCESSFUL', failure: 'FAILED', error: 'FAILED' },
} as const satisfies Record<CommitStatus['state'], string>;
