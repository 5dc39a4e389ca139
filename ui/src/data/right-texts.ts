import type { WireRightOrigin } from '@turnpike/core/contracts/wire';

/** Where rights come from, in words: `write by the team core, read by github`. */
export function originsOf(origins: readonly WireRightOrigin[]): string {
  return origins.map(originOf).join(', ');
}

function originOf({ source, via, level }: WireRightOrigin): string {
  if (source === 'team') return `${level} by the team ${via}`;
  if (source === 'owner') return `${level} on all of ${via}`;
  if (source === 'host') return `${level} at ${via}`;
  return `${level} given here`;
}
