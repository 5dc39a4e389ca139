/** The refusals that come before a route is asked. */
import { InputError, NotAllowedError, NotFoundError, TurnpikeError } from '../contracts/errors.js';
import type { Principal, PrincipalKind } from '../contracts/http.js';

/** Throws TURNPIKE_RATE_LIMITED where one has to wait. */
export function refuseFlood(seconds: number): void {
  if (seconds <= 0) return;
  throw new TurnpikeError('TURNPIKE_RATE_LIMITED', undefined, {
    retryAfterSeconds: seconds,
    wayOut: `Wait ${seconds} s and try again.`,
  });
}

/** 401 for nobody, 403 for somebody of another kind. */
export function refuseKind(principal: Principal, allow: readonly PrincipalKind[]): void {
  if (allow.includes(principal.kind)) return;
  if (principal.kind === 'anonymous') throw new NotAllowedError('TURNPIKE_AUTH_REQUIRED');
  throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'This token is not for this.', {
    kind: principal.kind,
    wayOut: `Use a token of: ${allow.join(', ')}.`,
  });
}

export function unknownPath(method: string, path: string): NotFoundError {
  return new NotFoundError('There is no such page.', { method, path: path.slice(0, 300) });
}

export function unknownMethod(method: string, allowed: readonly string[]): InputError {
  return new InputError('TURNPIKE_METHOD_UNKNOWN', undefined, { method, allowed });
}
