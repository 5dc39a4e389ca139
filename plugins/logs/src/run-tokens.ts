import { NotAllowedError, type RunRef, type TokenIssuer } from '@turnpike/sdk';
import { keyOf } from './run-key.js';

/** Does this token allow writing this run's log? A run may write its own only. */
export interface RunTokens {
  /** Throws NotAllowedError. */
  check(run: RunRef, token: string): Promise<void>;
  forget(run: RunRef): void;
}

const MOST_KNOWN = 10_000;

/** Checking a signature for each append would cost more than the append: what was good stays good for its run. */
export function createRunTokens(issuer: Pick<TokenIssuer, 'verify'>): RunTokens {
  const known = new Map<string, string>();
  return {
    async check(run, token) {
      const key = keyOf(run);
      if (token !== '' && known.get(key) === token) return;
      const principal = await issuer.verify(token);
      if (!principal) throw new NotAllowedError('TURNPIKE_AUTH_INVALID');
      const isOwn = principal.kind === 'run' && keyOf(principal) === key;
      if (!isOwn) {
        throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'A run may write its own log only.');
      }
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, token);
    },
    forget: (run) => void known.delete(keyOf(run)),
  };
}
