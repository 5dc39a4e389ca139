import { openObjectReader, type GitObject, type ObjectReader } from './object-reader.js';

const IDLE_MS = 15_000;
const MOST = 8;

interface Kept {
  readonly reader: ObjectReader;
  idle: NodeJS.Timeout | undefined;
  busy: number;
}

/** One reader for each repository that is asked now; an idle one ends after a while. */
export class ObjectReaders {
  readonly #kept = new Map<string, Kept>();

  async read(folder: string, name: string): Promise<GitObject | undefined> {
    const kept = this.#kept.get(folder) ?? this.#open(folder);
    this.#touch(folder, kept);
    kept.busy++;
    try {
      return await kept.reader.read(name);
    } finally {
      kept.busy--;
    }
  }

  close(): void {
    for (const folder of this.#kept.keys()) this.#end(folder);
  }

  #open(folder: string): Kept {
    if (this.#kept.size >= MOST) this.#endIdle();
    const kept: Kept = {
      reader: openObjectReader(folder, () => {
        if (this.#kept.get(folder) === kept) this.#end(folder);
      }),
      idle: undefined,
      busy: 0,
    };
    this.#kept.set(folder, kept);
    return kept;
  }

  #touch(folder: string, kept: Kept): void {
    clearTimeout(kept.idle);
    kept.idle = setTimeout(() => this.#end(folder), IDLE_MS).unref();
    // The order of the map is that of use.
    this.#kept.delete(folder);
    this.#kept.set(folder, kept);
  }

  #endIdle(): void {
    for (const [folder, { busy }] of this.#kept) if (busy === 0) return this.#end(folder);
  }

  /** What was asked is still answered: git ends when its input does. */
  #end(folder: string): void {
    const kept = this.#kept.get(folder);
    clearTimeout(kept?.idle);
    this.#kept.delete(folder);
    kept?.reader.close();
  }
}
