const ENTRIES = 5_000;

interface Entry<T> {
  readonly value: Promise<T>;
  until: number;
}

/** Values for a while, each made once at a time. One that could not be made is not kept. */
export class Kept<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #keepMs: (value: T) => number;

  constructor(keepMs: (value: T) => number) {
    this.#keepMs = keepMs;
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    const entry: Entry<T> = { value: make(), until: Infinity };
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    entry.value.then(
      (value) => (entry.until = Date.now() + this.#keepMs(value)),
      () => this.#entries.get(key) === entry && this.#entries.delete(key),
    );
    return entry.value;
  }

  drop(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
