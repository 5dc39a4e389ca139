import { isTurnpikeError, type Logger } from '@turnpike/core/contracts';

/** Something that went wrong behind the scenes: nobody who called got to see it. @stable */
export interface Fault {
  /** What failed: `a sweep failed`, `an event handler failed`, `a tap failed`, `stopping failed`. */
  readonly what: string;
  /** As it was thrown. */
  readonly error: unknown;
  /** Plugin, hook, event, sweep, phase. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Hears what the host logs as errors. A host that is away for a while (`retryable`) is no fault: plugins are to
 * say so and try again.
 */
export function listenForFaults(log: Logger, faults: Fault[]): Logger {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error(fields, what) {
      log.error(fields, what);
      const { err: error, ...rest } = fields as Readonly<Record<string, unknown>>;
      const passes = isTurnpikeError(error) && error.retryable;
      if (error !== undefined && !passes) faults.push({ what, error, fields: rest });
    },
    child: (fields) => listenForFaults(log.child(fields), faults),
  };
}

/** One error that names them all; nothing where there are none. */
export function throwFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ what, error, fields }) => {
    const why = error instanceof Error ? error.message : String(error);
    return `- ${what} ${JSON.stringify(fields)}: ${why}`;
  });
  throw new AggregateError(
    faults.map(({ error }) => error),
    `What the test did not see went wrong:\n${lines.join('\n')}`,
  );
}
