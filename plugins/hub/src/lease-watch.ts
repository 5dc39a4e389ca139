import type { Clock, JobRun } from '@turnpike/sdk';

interface Watched {
  readonly renewals: number;
  /** Milliseconds that this hub has watched the run without a renewal. */
  readonly silentMs: number;
}

/**
 * Finds runs whose worker is silent, by this hub's own monotonic clock. A run is watched from the moment that hub
 * first sees it, so a restart gives every run a full lease again. Time between two looks counts at most
 * `maxStepMs`: a hub that was itself held up (a suspended machine, a database away) has watched nothing.
 */
export class LeaseWatch {
  readonly #leaseMs: number;
  readonly #maxStepMs: number;
  readonly #clock: Pick<Clock, 'monotonic'>;
  #watched = new Map<string, Watched>();
  #lastLook: number | undefined;

  constructor(leaseMs: number, maxStepMs: number, clock: Pick<Clock, 'monotonic'>) {
    this.#leaseMs = leaseMs;
    this.#maxStepMs = maxStepMs;
    this.#clock = clock;
  }

  /** Looks at all open runs; answers those that are silent for a whole lease. */
  look(open: readonly JobRun[]): readonly JobRun[] {
    const now = this.#clock.monotonic();
    const step = Math.min(now - (this.#lastLook ?? now), this.#maxStepMs);
    this.#lastLook = now;
    const next = new Map<string, Watched>();
    for (const run of open) next.set(keyOf(run), this.#watch(run, step));
    this.#watched = next;
    return open.filter((run) => next.get(keyOf(run))!.silentMs >= this.#leaseMs);
  }

  #watch(run: JobRun, step: number): Watched {
    const renewals = run.renewals ?? 0;
    const before = this.#watched.get(keyOf(run));
    if (!before || before.renewals !== renewals) return { renewals, silentMs: 0 };
    return { renewals, silentMs: before.silentMs + step };
  }
}

function keyOf({ jobId, run }: JobRun): string {
  return `${jobId}.${run}`;
}
