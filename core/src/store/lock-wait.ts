/** Waiting for a lock that another program holds on the database file, without holding up the process. */

/** How long a piece of work waits before it fails with what may be tried again. */
export const LOCK_WAIT_MS = 5_000;
const FIRST_PROBE_MS = 5;
const SLOWEST_PROBE_MS = 50;

export const sleep = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** SQLite's "somebody else has the lock"; also what it says of a reader whose view has become old. */
export function isLocked(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}

/** One asks for all who wait: a hundred that ask by themselves would keep the process busy. */
export class LockWait {
  readonly #isFree: () => Promise<boolean>;
  #until = 0;
  #asking: Promise<void> | undefined;

  /** `isFree` rejects where there is nothing to wait for any more. */
  constructor(isFree: () => Promise<boolean>) {
    this.#isFree = isFree;
  }

  /** Resolves when the lock seems to be free, or at `until` (of `performance.now()`). */
  async wait(until: number): Promise<void> {
    this.#until = Math.max(this.#until, until);
    this.#asking ??= this.#ask();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((go) => {
      timer = setTimeout(go, Math.max(0, until - performance.now()));
    });
    await Promise.race([this.#asking, late]);
    clearTimeout(timer);
  }

  async #ask(): Promise<void> {
    try {
      for (let pause = FIRST_PROBE_MS; performance.now() < this.#until; pause *= 2) {
        await sleep(Math.min(pause, SLOWEST_PROBE_MS));
        if (await this.#isFree()) return;
      }
    } catch {
      // Closed meanwhile, or broken in another way: who waits finds out by the next try.
    } finally {
      this.#asking = undefined;
    }
  }
}
