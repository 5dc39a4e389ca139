/** What plugins from elsewhere are given: nobody changes it in place, neither for others nor unseen. */

/** Known to be frozen to the ground: a fact is looked at once, however many taps see it. */
const frozen = new WeakSet<object>();

/**
 * Freezes records and lists, with all that they hold. Bytes and objects with a life of their own stay as they are:
 * those of the platform keep what matters to them to themselves.
 */
export function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value) || !isData(value)) {
    return value;
  }
  frozen.add(value);
  // First what it holds: a row of the store reads its columns when they are asked for, and keeps what it read.
  for (const one of Object.values(value)) deepFrozen(one as unknown);
  return Object.freeze(value);
}

function isData(value: object): boolean {
  if (Array.isArray(value)) return true;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}
