import type { Context } from '../context.js';

/** What goes on beside its sweep, so that a host which does not answer keeps nobody else waiting. */
export interface InFlight {
  readonly size: number;
  /** Never rejects: who adds it says what becomes of an error. */
  add(work: Promise<void>): void;
  /** All that was begun has ended. */
  ended(): Promise<void>;
}

/** One for each process, known by the signal of its end. */
export function inFlight(): (ctx: Pick<Context, 'signal'>) => InFlight {
  const known = new WeakMap<AbortSignal, InFlight>();
  return ({ signal }) => {
    const found = known.get(signal) ?? create();
    known.set(signal, found);
    return found;
  };
}

function create(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    get size() {
      return running.size;
    },
    add(work) {
      const tracked: Promise<void> = work.finally(() => running.delete(tracked));
      running.add(tracked);
    },
    ended: async () => void (await Promise.all(running)),
  };
}
