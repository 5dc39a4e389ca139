/** Time that stands still while the platform works, and jumps to the next thing that is due when it is idle. */

export interface VirtualTime {
  /** Seconds since the beginning. */
  readonly now: number;
  /** Rejects when the signal aborts, as a clock's sleep does. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  at(seconds: number, work: () => void): void;
  /** Lets the next moment come. false: nothing is due any more. */
  step(): boolean;
  readonly nextAt: number | undefined;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

export function createVirtualTime(): VirtualTime {
  const heap: Due[] = [];
  let now = 0;
  let order = 0;

  const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(due: Due): void {
    let place = heap.push(due) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(due, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = due;
  }

  function pop(): Due | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first && last && heap.length > 0) sink(last);
    return first;
  }

  function sink(due: Due): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (child >= heap.length || !isBefore(heap[child]!, due)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = due;
  }

  function at(seconds: number, work: () => void): void {
    push({ at: Math.max(seconds, now), order: (order += 1), work });
  }

  return {
    get now() {
      return now;
    },
    get nextAt() {
      return heap[0]?.at;
    },
    at,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const give = (): void => reject(signal!.reason as Error);
        signal?.addEventListener('abort', give, { once: true });
        at(now + ms / 1000, () => {
          signal?.removeEventListener('abort', give);
          resolve();
        });
      });
    },
    step() {
      const due = pop();
      if (!due) return false;
      now = due.at;
      due.work();
      return true;
    },
  };
}
