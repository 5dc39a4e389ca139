/** What an administrator may not do while they act as somebody else: it would be theirs for good, or be taken from them. */
import { NotAllowedError } from '../contracts/errors.js';
import type { Principal, Route } from '../contracts/http.js';

/** By the first word of a route's name in the audit log; `session.end` logs the administrator out. */
const OWN_ALONE =
  /^(token|organization_token|worker_token|password|second_factor|identity|email|user|env_var|ssh_key|key_pair|permission|owner|team)\.|^session\.end_others$|^repository\.hook$/;

/** What only people have: a token of an owner makes itself no password, and no further tokens. */
const OF_PEOPLE =
  /^(token|organization_token|password|second_factor|identity|email)\.|^user\.delete_own$/;

function isOwnAlone(route: Pick<Route, 'audit'>): boolean {
  return typeof route.audit === 'string' && OWN_ALONE.test(route.audit);
}

/** Throws TURNPIKE_ACCESS_DENIED. */
export function refuseActing(principal: Principal, route: Pick<Route, 'audit'>): void {
  if (principal.kind !== 'user') return;
  if (principal.ownerId !== undefined && OF_PEOPLE.test(route.audit || ''))
    throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'This is for people.', {
      wayOut: 'Log in, or use a token of your own account.',
    });
  if (!principal.by || !isOwnAlone(route)) return;
  throw new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `You see this as ${principal.login}. Tokens, secrets, passwords, rights and accounts are for ${principal.login} alone.`,
    { errorType: 'acting', wayOut: `Go back to ${principal.by.login} first.` },
  );
}
