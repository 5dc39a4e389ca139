/** Are these public keys the same one, whatever comments they have? `ssh-ed25519 AAAA… ada@laptop` @experimental */
export function isSameSshKey(one: string, other: string): boolean {
  return withoutComment(one) === withoutComment(other);
}

const withoutComment = (key: string): string => key.trim().split(/\s+/).slice(0, 2).join(' ');
