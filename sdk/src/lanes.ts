/** Work that is claimed from the database and done a few pieces at a time. */
import type { Clock, Logger } from '@turnpike/core/contracts';

/** Pieces of work in lines: of one lane one after another, of different lanes at once. @experimental */
export interface Lanes {
  /** There may be work. Never waits for a lane: one slow piece does not keep the others waiting. */
  wake(): void;
  /** Takes no more and waits for what is in hand. */
  drain(): Promise<void>;
}

/** What lanes go by. @experimental */
export interface LaneOptions<T> {
  /** Pieces of work at once. */
  readonly slots: number;
  /** undefined: there is none now. */
  claim(): Promise<T | undefined>;
  /** Must not throw; answers milliseconds after which to look again, for work that was put back. */
  work(piece: T): Promise<number | undefined>;
  /** For pauses. */
  readonly clock: Clock;
  /** Aborted: nothing begins any more. */
  readonly signal: AbortSignal;
  /** For work that failed. */
  readonly log: Logger;
}

/** The database's clock decides what is due; we look a little later. */
const LATER_MS = 20;

/** Made once by a plugin, and kept. @experimental */
export function createLanes<T>(options: LaneOptions<T>): Lanes {
  const lanes = new Set<Promise<void>>();
  let open = true;
  // Woken while all lanes were taken: whoever finds nothing looks once more.
  let again = false;

  async function lane(): Promise<void> {
    while (open) {
      again = false;
      const piece = await options.claim();
      if (piece === undefined) {
        if (again) continue;
        return;
      }
      wake();
      const retryMs = await options.work(piece);
      if (retryMs !== undefined) wakeLater(retryMs);
    }
  }
  function wakeLater(ms: number): void {
    options.clock.sleep(ms + LATER_MS, options.signal).then(wake, () => undefined);
  }
  function wake(): void {
    again = true;
    if (!open || lanes.size >= options.slots) return;
    const running: Promise<void> = lane()
      .catch((error: unknown) => options.log.error({ err: error }, 'a lane failed'))
      .finally(() => lanes.delete(running));
    lanes.add(running);
  }
  return {
    wake,
    async drain() {
      open = false;
      await Promise.all(lanes);
    },
  };
}
