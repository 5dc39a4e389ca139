import type { RunExit } from '@turnpike/core/contracts';
import type { ExitRecord } from './end-mark.js';

const STOPPED: Readonly<Record<string, string>> = {
  guard: 'The instance heard nothing of its worker for too long, so it ended the job.',
  signal: 'The instance was told to stop before the script had ended.',
  disk: 'The log of the job could not be written any more: no space is left.',
};

/** A script that something else has ended is lost, whatever its code. @experimental */
export function exitOfRecord({ stopped, code }: ExitRecord): RunExit {
  const why = stopped === '' ? undefined : (STOPPED[stopped] ?? `It was stopped: ${stopped}.`);
  return why === undefined ? { code } : { lost: why };
}
