/** Values that hold a secret, with the secret left out. */
import { WITHHELD } from '../../contracts/permissions.js';

/** A shorter secret would be found in words that have nothing to do with it: only as a whole value. */
const SHORTEST_PART = 4;
/** How the hub marks a variable that was encrypted. */
const SECURE_LINE = /^SECURE (\w+=)?/;

export type Mask = (text: string) => string;

/** `secrets`: plain texts, as the payload lists them. */
export function maskOf(secrets: readonly string[]): Mask {
  const known = secrets.filter((secret) => secret !== '');
  const parts = known.filter(({ length }) => length >= SHORTEST_PART);
  const longestFirst = parts.toSorted((a, b) => b.length - a.length);
  return (text) => {
    const secure = SECURE_LINE.exec(text)?.[0];
    if (secure !== undefined) return secure + WITHHELD;
    if (known.includes(text)) return WITHHELD;
    return longestFirst.reduce((left, secret) => left.replaceAll(secret, WITHHELD), text);
  };
}

/** A copy of plain data in which every text went through the mask; anything else stays. */
export function masked(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, masked(one as unknown, mask)]),
  );
}

/** Every text of it is secret. */
export const all: Mask = () => WITHHELD;
