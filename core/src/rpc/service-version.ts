/** Both sides of a call name the version of the contract they speak; majors must agree. */
import { TurnpikeError } from '../contracts/errors.js';
import type { ServiceContract } from '../contracts/service.js';

export const VERSION_HEADER = 'turnpike-service-version';

/** Throws TURNPIKE_REMOTE_VERSION. */
export function checkVersion(contract: ServiceContract, theirs: string | null | undefined): void {
  if (theirs && major(theirs) === major(contract.version)) return;
  throw new TurnpikeError('TURNPIKE_REMOTE_VERSION', undefined, {
    service: contract.name,
    ours: contract.version,
    theirs: theirs ?? 'none',
    wayOut: 'Run the same release of Turnpike everywhere.',
  });
}

function major(version: string): string {
  return version.split('.')[0] ?? '';
}
