/** Lets one loop wait for whoever says that something has changed; and look by itself now and then. */
export class Wakes {
  readonly #everyMs: number;
  #waiting = new Set<() => void>();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** From now on: what changes before it is awaited counts too. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#everyMs);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resolve of waiting) resolve();
  }
}
