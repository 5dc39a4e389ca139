import type { Logger } from '@turnpike/sdk';

/**
 * Owners that want a look, each at most once: however many events name an owner while it is looked at, one more
 * look follows. A few owners are looked at at a time; one that is slow does not hold up the others.
 */
export class OwnerLine {
  readonly #look: (ownerId: number) => Promise<unknown>;
  readonly #log: Logger;
  readonly #atOnce: number;
  readonly #waiting = new Set<number>();
  readonly #looking = new Map<number, Promise<void>>();
  #closed = false;

  constructor(look: (ownerId: number) => Promise<unknown>, log: Logger, atOnce = 4) {
    this.#look = look;
    this.#log = log;
    this.#atOnce = atOnce;
  }

  add(ownerId: number): void {
    if (this.#closed) return;
    this.#waiting.add(ownerId);
    this.#fill();
  }

  /** Resolves when nobody waits and nobody is looked at. */
  async idle(): Promise<void> {
    while (this.#looking.size > 0) await Promise.all(this.#looking.values());
  }

  /** Takes no more; resolves when the looks under way have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    await this.idle();
  }

  #fill(): void {
    for (const ownerId of this.#waiting) {
      if (this.#looking.size >= this.#atOnce) return;
      if (this.#looking.has(ownerId)) continue;
      this.#waiting.delete(ownerId);
      this.#looking.set(ownerId, this.#lookAt(ownerId));
    }
  }

  async #lookAt(ownerId: number): Promise<void> {
    try {
      await this.#look(ownerId);
    } catch (error) {
      this.#log.error({ ownerId, err: error }, 'an owner could not be scheduled');
    }
    this.#looking.delete(ownerId);
    this.#fill();
  }
}
