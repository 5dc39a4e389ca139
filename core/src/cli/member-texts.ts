/** Who has which right, and where from, in words. */
import type { WirePermission } from '../contracts/wire.js';

/** Of a table: login, level, where from. */
export function memberRow({ user, level, origins = [] }: WirePermission): string[] {
  return [user.login, level ?? '', origins.map(originText).join(', ')];
}

function originText({
  source,
  via,
  level,
}: NonNullable<WirePermission['origins']>[number]): string {
  return source === 'direct' ? `given here (${level})` : `${source} ${via} (${level})`;
}

/** What was given was taken: what stays comes from elsewhere. */
export function takenText({ user, level, origins = [] }: WirePermission, what: string): string {
  return level === null
    ? `${user.login} has no rights of their own on ${what} any more`
    : `${user.login} may still ${level} ${what}: ${origins.map(originText).join(', ')}`;
}
