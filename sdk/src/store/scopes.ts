/** What a token may do at most: `*` everything its user may, else the highest of its levels. */
import { ACCESS_LEVELS, type AccessLevel, type Principal } from '@turnpike/core/contracts';

/** What a token can be limited to. @experimental */
export const TOKEN_SCOPES = ['*', ...ACCESS_LEVELS] as const;

/** May this principal's token do it? Sessions may do all that their user may. @experimental */
export function scopeAllows(principal: Principal, action: AccessLevel): boolean {
  if (principal.kind !== 'user' || principal.scopes.includes('*')) return true;
  const wanted = ACCESS_LEVELS.indexOf(action);
  return principal.scopes.some((scope) => levelOf(scope) >= wanted);
}

function levelOf(scope: string): number {
  return (ACCESS_LEVELS as readonly string[]).indexOf(scope);
}
