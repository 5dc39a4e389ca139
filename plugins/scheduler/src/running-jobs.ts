/** Running jobs of one owner, with those that this step has accepted. */
export class RunningJobs {
  #total = 0;
  readonly #repositories = new Map<number, number>();
  readonly #queues = new Map<string, number>();

  constructor(
    groups: readonly {
      readonly repositoryId: number;
      readonly queue: string | null;
      readonly count: number;
    }[],
  ) {
    for (const { repositoryId, queue, count } of groups) this.add(repositoryId, queue, count);
  }

  add(repositoryId: number, queue: string | null, count = 1): void {
    this.#total += count;
    this.#repositories.set(repositoryId, this.ofRepository(repositoryId) + count);
    if (queue !== null) this.#queues.set(queue, this.ofQueue(queue) + count);
  }

  get total(): number {
    return this.#total;
  }

  ofRepository(id: number): number {
    return this.#repositories.get(id) ?? 0;
  }

  ofQueue(queue: string): number {
    return this.#queues.get(queue) ?? 0;
  }
}
