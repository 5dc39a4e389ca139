/** Work that can pause, so that a job of fifty thousand commands holds nobody else up. */
import { setImmediate as pause } from 'node:timers/promises';

/** Yields where it may pause; returns its result. */
export type Slices<T> = Generator<void, T>;

/** A look at other work at least so often. */
const SLICE_MS = 10;

/** Of lists: a pause may be after so many items. */
export const SLICE_ITEMS = 500;

/** All of it at once. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Lets others have a turn between slices. */
export async function inTurns<T>(work: Slices<T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await pause();
    since = performance.now();
  }
}
