import type { Store } from '@turnpike/core/contracts';

/** A right that is in use is asked for so often at most, by each process. */
const EVERY_MS = 5_000;
const MOST = 10_000;

type Syncs = Pick<Store['syncs'], 'doubt'>;
/** When each right was last put in question here, in milliseconds of `performance.now()`. */
const asked = new WeakMap<object, Map<string, number>>();

/**
 * What a host has given may have ended there without a word: whoever uses it has it asked for anew. Never waits, never
 * throws: who may do what is decided by what is known.
 */
export function doubtRight(syncs: Syncs, userId: number, repositoryId: number): void {
  const known = asked.get(syncs) ?? new Map<string, number>();
  const key = `${userId} ${repositoryId}`;
  const now = performance.now();
  if (now - (known.get(key) ?? -EVERY_MS) < EVERY_MS) return;
  if (known.size >= MOST) known.clear();
  asked.set(syncs, known.set(key, now));
  // A database that is away is told of by who needs its answer.
  void syncs.doubt(userId, repositoryId).catch(() => undefined);
}
