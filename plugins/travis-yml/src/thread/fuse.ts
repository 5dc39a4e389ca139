import { AsyncLocalStorage } from 'node:async_hooks';

/** Reading it here would keep everybody waiting: it belongs into a thread. */
export class TooLongHere extends Error {}

/** What one configuration may still take of the thread in which everybody is answered. */
interface Fuse {
  /** Of `performance.now()`. */
  until: number;
  characters: number;
}
const fuses = new AsyncLocalStorage<Fuse>();
let lit = 0;

/** Texts that together are longer go into a thread at once: their syntax is read in one go, without a look at the time. */
const MOST_CHARACTERS = 8_000;
const LOOK_EVERY = 16;
let looks = 0;

/**
 * Everything in `work` that costs much throws TooLongHere after `ms`, or with long texts. While nobody reads, no
 * promise of the process carries a fuse: each would pay for it.
 */
export async function underFuse<T>(ms: number, work: () => Promise<T>): Promise<T> {
  lit += 1;
  try {
    const fuse = { until: performance.now() + ms, characters: MOST_CHARACTERS };
    return await fuses.run(fuse, work);
  } finally {
    lit -= 1;
    if (lit === 0) fuses.disable();
  }
}

/** The time of what is waited for is nobody's. */
export async function outsideOfFuse<T>(work: () => Promise<T>): Promise<T> {
  const fuse = fuses.getStore();
  const began = performance.now();
  try {
    return await work();
  } finally {
    if (fuse) fuse.until += performance.now() - began;
  }
}

/** A step of which a configuration can ask for many: a value, a node, a job, a rule. Cheap. */
export function spend(): void {
  looks += 1;
  if (looks % LOOK_EVERY !== 0) return;
  const fuse = fuses.getStore();
  if (fuse && performance.now() > fuse.until) throw new TooLongHere();
}

/** Before a text is read. */
export function spendText(characters: number): void {
  const fuse = fuses.getStore();
  if (!fuse) return;
  fuse.characters -= characters;
  if (fuse.characters < 0) throw new TooLongHere();
}
