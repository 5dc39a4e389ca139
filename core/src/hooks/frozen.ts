/** What plugins from elsewhere are given: nobody changes it in place, neither for others nor unseen. */

/**
 * Freezes records and lists, with all that they hold; what is frozen already counts as frozen to the ground, so that a
 * record is walked through once, however many taps see it. Bytes and objects with a life of their own stay as they are.
 */
export function deepFrozen<T>(value: T): T {
  if (!isLoose(value) || !isData(value)) return value;
  // First what it holds: a row of the store reads its columns when they are asked for, and keeps what it read.
  for (const key in value) {
    const one: unknown = value[key];
    if (isLoose(one)) deepFrozen(one);
  }
  return Object.freeze(value);
}

/** The same for what a plugin answers: it may have frozen the outside and kept hold of the inside. */
export function frozenThroughout<T>(value: T, seen: Set<unknown> = new Set()): T {
  if (!isData(value) || seen.has(value)) return value;
  seen.add(value);
  for (const one of Object.values(value)) frozenThroughout(one as unknown, seen);
  return Object.freeze(value);
}

function isLoose(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Object.isFrozen(value);
}

function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}
