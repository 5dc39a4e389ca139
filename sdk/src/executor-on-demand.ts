import type { Executor } from '@turnpike/core/contracts';

/** What is known of an executor before it is opened. @experimental */
export interface ExecutorOnDemand<E extends Executor> extends Pick<
  Executor,
  'id' | 'isolation' | 'offers' | 'startSeconds' | 'compileEnv'
> {
  /** Does what `open` answers have `adoptable` and `adopt`? */
  readonly adopts: boolean;
  /** Looks for what jobs run on. Called at most once at a time, again after it has failed. Throws what ends a worker's start. */
  open(): Promise<E>;
}

/**
 * An executor that touches nothing until a worker has chosen it: all processes install it, few use it. What it says of
 * itself is what was given here, and from `open` on what the opened one says.
 * @experimental
 */
export function executorOnDemand<E extends Executor>(
  known: ExecutorOnDemand<E>,
): Executor & {
  /** The one behind it, once it is open. */
  readonly opened: E | undefined;
} {
  let opened: E | undefined;
  let opening: Promise<E> | undefined;

  async function open(): Promise<E> {
    opening ??= known.open();
    try {
      return (opened = await opening);
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  return {
    id: known.id,
    get isolation() {
      return (opened ?? known).isolation;
    },
    get offers() {
      return (opened ?? known).offers;
    },
    get warnings() {
      return opened?.warnings ?? [];
    },
    get opened() {
      return opened;
    },
    ...(known.startSeconds === undefined ? {} : { startSeconds: known.startSeconds }),
    ...(known.compileEnv ? { compileEnv: known.compileEnv } : {}),
    open: async () => void (await open()),
    start: async (spec, signal) => (await open()).start(spec, signal),
    reap: async (keep) => (await open()).reap(keep),
    ...(known.adopts ? adopting(open) : {}),
  };
}

function adopting(open: () => Promise<Executor>): Pick<Executor, 'adoptable' | 'adopt'> {
  return {
    adoptable: async () => (await (await open()).adoptable?.()) ?? [],
    adopt: async (run, signal) => (await open()).adopt?.(run, signal),
  };
}
