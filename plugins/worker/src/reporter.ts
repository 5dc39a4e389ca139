import {
  cutText,
  isTurnpikeError,
  type Clock,
  type Leases,
  type Logger,
  type RunRef,
} from '@turnpike/sdk';

type Report = Parameters<Leases['report']>[0];
/** What a report says, beside whose it is and its place in the order. */
export type ReportBody = Pick<Report, 'state' | 'reason' | 'instance' | 'sealed'>;

const RETRY_MS = { first: 100, most: 2_000 } as const;
const MOST_REASON = 4_000;

/** Sends a run's reports in order, each until hub answers. */
export interface Reporter {
  /** Rejects only with the signal's reason, or when hub refuses the report for good. */
  send(body: ReportBody, signal: AbortSignal): Promise<'ok' | 'gone'>;
}

export function createReporter(options: {
  readonly leases: Leases;
  readonly run: RunRef;
  readonly runToken: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Number of the last report that an earlier process may have sent. */
  readonly after?: number;
}): Reporter {
  const { leases, run, runToken, clock, log } = options;
  let seq = options.after ?? 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function deliver(report: Report, signal: AbortSignal): Promise<'ok' | 'gone'> {
    for (let tries = 0; ; tries++) {
      signal.throwIfAborted();
      try {
        return await leases.report({ ...report, runToken });
      } catch (error) {
        if (isTurnpikeError(error) && error.code === 'TURNPIKE_RUN_GONE') return 'gone';
        if (isTurnpikeError(error) && error.status < 500 && !error.retryable) throw error;
        log.warn({ ...run, state: report.state, err: error }, 'a report could not be delivered');
        await clock.sleep(Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** tries), signal);
      }
    }
  }

  return {
    send(body, signal) {
      const reason = body.reason && cutText(body.reason, MOST_REASON, '…');
      const report: Report = {
        ...body,
        ...(reason === undefined ? {} : { reason }),
        ...run,
        seq: ++seq,
      };
      const sent = queue.then(() => deliver(report, signal));
      queue = sent.catch(() => undefined);
      return sent;
    },
  };
}
