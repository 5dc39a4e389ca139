/** Runs one tap: measures it, limits its time, and turns its failure into the hook's answer. */
import type { HookName, TapInfo } from '../contracts/hooks.js';
import type { Clock, Logger } from '../contracts/host.js';
import { TimeoutError } from '../contracts/errors.js';
import { AnswerLater } from '../contracts/script.js';
import { failureAnswer, tapError } from './failure-answer.js';
import { takenFromCaller, type WorkRecord } from '../work/measured.js';
import { isPromiseLike } from '../work/promise-like.js';
import { answerCheck } from './tap-answers.js';
import type { TapGuard } from './tap-guard.js';

export interface TapSettings {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** An asynchronous tap that takes longer has failed. */
  readonly timeLimitMs: number;
  /** Runs the tap in its plugin's name. */
  within<T>(work: () => T): T;
}
export type TapFunction = (...args: unknown[]) => unknown;
export type TapRecord = { -readonly [K in keyof TapInfo]: TapInfo[K] } & WorkRecord;

export interface TapRunner {
  readonly record: TapRecord;
  sync(fn: TapFunction): TapFunction;
  async(fn: TapFunction): (...args: unknown[]) => Promise<unknown>;
  /** From now on the tap answers nothing: tapable cannot untap. */
  disarm(): void;
}

export function createTapRunner(
  hook: HookName,
  plugin: string,
  key: string | undefined,
  settings: TapSettings,
  guard?: TapGuard,
): TapRunner {
  const record: TapRecord = {
    hook,
    plugin,
    ...(key === undefined ? {} : { key }),
    calls: 0,
    failures: 0,
    totalMs: 0,
    maxMs: 0,
    busyMs: 0,
  };
  const checkAnswer = answerCheck(hook);
  let armed = true;

  /** `busyMs`: of one that went on later, how long it took until then. */
  function measure(since: number, busyMs?: number): void {
    const ms = settings.clock.monotonic() - since;
    record.calls += 1;
    record.totalMs += ms;
    record.maxMs = Math.max(record.maxMs, ms);
    record.busyMs += busyMs ?? ms;
    takenFromCaller(busyMs ?? ms);
  }

  function fail(cause: unknown): unknown {
    record.failures += 1;
    const error = tapError(hook, plugin, cause);
    settings.log.error({ plugin, hook, err: cause }, 'a tap failed');
    return failureAnswer(hook, error);
  }

  function sync(fn: TapFunction): TapFunction {
    return (...args) => {
      if (!armed) return undefined;
      const since = settings.clock.monotonic();
      try {
        const given = guard ? guard.give(args) : args;
        const answer = settings.within(() => fn(...given));
        checkAnswer(answer, given[0]);
        return guard ? guard.take(answer, given) : answer;
      } catch (error) {
        // No failure: it is asked again when its answer is there.
        if (error instanceof AnswerLater) throw error;
        return fail(error);
      } finally {
        measure(since);
      }
    };
  }

  function async(fn: TapFunction): (...args: unknown[]) => Promise<unknown> {
    return async (...args) => {
      if (!armed) return undefined;
      const since = settings.clock.monotonic();
      let busyMs: number | undefined;
      try {
        const given = guard ? guard.give(args) : args;
        const work = settings.within(() => fn(...given));
        if (isPromiseLike(work)) busyMs = settings.clock.monotonic() - since;
        const answer = await withinTime(work, settings.timeLimitMs);
        checkAnswer(answer, given[0]);
        return guard ? guard.take(answer, given) : answer;
      } catch (error) {
        return fail(error);
      } finally {
        measure(since, busyMs);
      }
    };
  }

  return {
    record,
    sync,
    async,
    disarm: () => {
      armed = false;
    },
  };
}

/** Rejects with TURNPIKE_TIMEOUT once `limitMs` have passed; a plain value passes at once. */
export async function withinTime<T>(work: T | PromiseLike<T>, limitMs: number): Promise<T> {
  if (!isPromiseLike(work)) return work;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new TimeoutError(`It took longer than ${limitMs} ms.`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
