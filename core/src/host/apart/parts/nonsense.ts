import { TurnpikeError } from '../../../contracts/errors.js';

/** For what a plugin in a process of its own answered and nobody can use. */
export function nonsense(what: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `It ${what}.`);
}
