/** Bodies that would keep everybody waiting while they are read: read in a thread, one at a time. */
import { Worker } from 'node:worker_threads';
import { InputError, TurnpikeError, type RawDelivery } from '@turnpike/sdk';
import { slimThread } from './slim-thread.js';

/** Below, reading takes a few milliseconds. */
const LARGE_BYTES = 262_144;
const MOST_WAITING = 20;
const MOST_WAITING_OF_ONE = 4;
const PATIENCE_MS = 20_000;
const IDLE_MS = 30_000;
const RETRY_SECONDS = 10;

export interface LargeBodies {
  /**
   * The delivery as a provider can read it at once: lists of a large one end after some entries. What is
   * verified and stored stays as it came. `caller`: who sent it; a few of one caller wait.
   * Throws InputError TURNPIKE_DELIVERY_MALFORMED, TURNPIKE_BUSY or TURNPIKE_RATE_LIMITED.
   */
  readable(raw: RawDelivery, caller: string): Promise<RawDelivery>;
  stop(): Promise<void>;
}

type Answer = { readonly body: Uint8Array } | { readonly refused: string };

export function createLargeBodies(): LargeBodies {
  const waiting = new Map<string, number>();
  let total = 0;
  let last: Promise<unknown> = Promise.resolve();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  async function slim(raw: RawDelivery): Promise<RawDelivery> {
    clearTimeout(idle);
    worker ??= startThread();
    try {
      const answer = await ask(worker, { body: raw.body, isForm: isForm(raw) });
      if ('refused' in answer) throw malformed(answer.refused);
      const headers = { ...raw.headers, 'content-type': 'application/json' };
      return { ...raw, headers, body: answer.body };
    } catch (error) {
      if (!(error instanceof InputError)) await end();
      throw error;
    } finally {
      idle = setTimeout(() => void end(), IDLE_MS).unref();
    }
  }

  function enter(caller: string): () => void {
    const own = waiting.get(caller) ?? 0;
    if (own >= MOST_WAITING_OF_ONE) throw comeAgain('TURNPIKE_RATE_LIMITED');
    if (total >= MOST_WAITING) throw comeAgain('TURNPIKE_BUSY');
    waiting.set(caller, own + 1);
    total += 1;
    return () => {
      total -= 1;
      const left = (waiting.get(caller) ?? 1) - 1;
      if (left === 0) waiting.delete(caller);
      else waiting.set(caller, left);
    };
  }

  return {
    async readable(raw, caller) {
      if (raw.body.byteLength <= LARGE_BYTES) return raw;
      const leave = enter(caller);
      const turn = last.then(() => slim(raw));
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        leave();
      }
    },
    stop: end,
  };
}

function startThread(): Worker {
  const limits = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };
  const worker = new Worker(slimThread, { eval: true, resourceLimits: limits, execArgv: [] });
  worker.unref();
  return worker;
}

/** Rejects where the thread ends or takes too long: it is to be ended then. */
function ask(worker: Worker, question: { body: Uint8Array; isForm: boolean }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', failed);
    };
    const answered = (answer: Answer): void => {
      done();
      resolve(answer);
    };
    const failed = (): void => {
      done();
      reject(malformed('reading it takes too much'));
    };
    const timer = setTimeout(failed, PATIENCE_MS);
    worker.on('message', answered).on('error', failed).on('exit', failed);
    worker.postMessage(question);
  });
}

function isForm({ headers }: RawDelivery): boolean {
  return (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

function malformed(why: string): InputError {
  return new InputError('TURNPIKE_DELIVERY_MALFORMED', `The delivery cannot be read: ${why}.`);
}

function comeAgain(code: 'TURNPIKE_BUSY' | 'TURNPIKE_RATE_LIMITED'): TurnpikeError {
  return new TurnpikeError(code, 'Large deliveries are being read; send it again.', {
    retryAfterSeconds: RETRY_SECONDS,
    wayOut: 'The host can deliver it once more.',
  });
}
