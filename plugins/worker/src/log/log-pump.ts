import {
  isTurnpikeError,
  type Clock,
  type Logger,
  type LogSeal,
  type LogSink,
  type RunRef,
} from '@turnpike/sdk';
import type { LogBuffer } from './log-buffer.js';

const PAUSE_MS = 20;
const MOST_BYTES = 1_048_576;
const RETRY_MS = { first: 100, most: 2_000 } as const;

export interface LogPumpOptions {
  readonly sink: LogSink;
  readonly run: RunRef;
  readonly runToken: string;
  readonly buffer: LogBuffer;
  readonly clock: Clock;
  readonly log: Logger;
  /** The log can never be completed: somebody has sealed it, or bytes are lost. */
  onBroken(reason: string): void;
}

/** Carries one run's log to the logs role: one append in flight, in order, each byte until it is acknowledged. */
export interface LogPump {
  /** Resolves when there is room for more: the job waits as long. */
  write(bytes: Uint8Array): Promise<void>;
  /** Delivers the rest and ends the log. Rejects only with the signal's reason, or when the log is broken. */
  seal(signal: AbortSignal): Promise<LogSeal>;
  /** Stops and forgets what was not delivered. Repeatable. */
  close(): Promise<void>;
}

export function createLogPump(options: LogPumpOptions): LogPump {
  const { sink, run, runToken, buffer, clock, log } = options;
  let acknowledged = 0;
  /** How much the logs role has: more than we sent, where an earlier process of this worker sent it. */
  let theirs = 0;
  let away = false;
  let broken: string | undefined;
  let hurry = false;
  const closing = new AbortController();
  let changed: (() => void) | undefined;
  let waiters: (() => void)[] = [];

  function notify(): void {
    changed?.();
    for (const wake of waiters) wake();
    waiters = [];
  }
  const nextChange = (): Promise<void> => new Promise((resolve) => waiters.push(resolve));

  function breakOff(reason: string): void {
    broken ??= reason;
    options.onBroken(reason);
    notify();
  }

  async function nap(ms: number): Promise<void> {
    if (ms > 0) await clock.sleep(ms, closing.signal).catch(() => undefined);
  }

  /** Until there is enough, or it has been long enough since the last append. */
  async function untilDue(last: number): Promise<void> {
    while (!closing.signal.aborted && buffer.end === acknowledged) {
      await new Promise<void>((resolve) => (changed = resolve));
    }
    const rest = last + PAUSE_MS - clock.monotonic();
    if (rest <= 0 || hurry || buffer.end - acknowledged >= MOST_BYTES) return;
    const full = new Promise<void>((resolve) => {
      changed = () => {
        if (hurry || buffer.end - acknowledged >= MOST_BYTES) resolve();
      };
    });
    await Promise.race([nap(rest), full]);
  }

  async function send(offset: number): Promise<number> {
    const bytes = await buffer.read(offset, MOST_BYTES);
    const { end, waitMs } = await sink.append({ run, runToken, offset, bytes });
    theirs = end;
    return waitMs;
  }

  async function append(): Promise<number> {
    const offset = acknowledged;
    const waitMs = theirs >= Math.min(buffer.end, offset + MOST_BYTES) ? 0 : await send(offset);
    acknowledged = Math.max(offset, Math.min(theirs, buffer.end));
    buffer.forget(acknowledged);
    if (away) log.info({ ...run, offset: acknowledged }, 'the log is taken again');
    away = false;
    notify();
    return waitMs;
  }

  async function keep(): Promise<void> {
    try {
      await buffer.spill();
    } catch (error) {
      log.warn({ ...run, err: error }, 'the log cannot wait on disk, so the job has to');
    }
    notify();
  }

  /** How long to pause before the next try; undefined when there will be none. */
  async function afterFailure(error: unknown, tries: number): Promise<number | undefined> {
    if (isTurnpikeError(error) && error.code === 'TURNPIKE_LOG_GAP') {
      breakOff('The logs service has lost a part of the log.');
      return undefined;
    }
    if (isTurnpikeError(error) && !error.retryable && error.code !== 'TURNPIKE_INTERNAL') {
      breakOff(`The log is refused: ${error.message}`);
      return undefined;
    }
    if (!away) log.warn({ ...run, err: error }, 'the log cannot be delivered, it waits on disk');
    away = true;
    await keep();
    return Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** tries);
  }

  async function pump(): Promise<void> {
    let last = Number.NEGATIVE_INFINITY;
    for (let tries = 0; !closing.signal.aborted;) {
      await untilDue(last);
      if (closing.signal.aborted) return;
      last = clock.monotonic();
      try {
        await nap(await append());
        tries = 0;
      } catch (error) {
        const pause = await afterFailure(error, tries++);
        if (pause === undefined) return;
        await nap(pause);
      }
    }
  }
  const pumping = pump();

  return {
    async write(bytes) {
      if (broken !== undefined || closing.signal.aborted) return;
      buffer.push(bytes);
      changed?.();
      while (buffer.memoryBytes >= MOST_BYTES && broken === undefined && !closing.signal.aborted) {
        if (away) await keep();
        if (buffer.memoryBytes >= MOST_BYTES) await nextChange();
      }
    },
    async seal(signal) {
      hurry = true;
      changed?.();
      const aborted = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
      aborted.catch(() => undefined);
      for (let tries = 0; ; tries++) {
        signal.throwIfAborted();
        while (acknowledged < buffer.end) {
          if (broken !== undefined) throw new Error(broken);
          await Promise.race([nextChange(), aborted]);
        }
        try {
          return await Promise.race([sink.seal({ run, runToken, bytes: buffer.end }), aborted]);
        } catch (error) {
          if (signal.aborted) throw error;
          const pause = await afterFailure(error, tries);
          if (pause === undefined) throw error;
          await Promise.race([nap(pause), aborted]);
        }
      }
    },
    async close() {
      closing.abort();
      notify();
      await pumping;
      await buffer.close();
    },
  };
}
