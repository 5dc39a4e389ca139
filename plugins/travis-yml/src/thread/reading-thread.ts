import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  ConfigError,
  TurnpikeError,
  type CompileResult,
  type ErrorCode,
  type LintResult,
  type YmlContribution,
} from '@turnpike/sdk';
import { refusal } from '../errors.js';
import type { FromThread, PortName, Refused, Task, ToThread } from './words.js';

/** Asked for by the thread; answered here. */
export type AskedPort = (port: PortName, args: readonly unknown[]) => Promise<unknown>;

export interface ReadingThread {
  /** One at a time. Throws what the port threw, or ConfigError; the thread has ended then where `isOver`. */
  run(task: Task, ask: AskedPort): Promise<CompileResult | LintResult>;
  readonly isOver: boolean;
  end(): Promise<void>;
}

export interface ThreadLimits {
  /** That reading alone may take, without the time in which hosts are asked. */
  readonly ms: number;
  readonly megabytes: number;
}

const START_MS = 60_000;

export function startReadingThread(
  contributions: readonly YmlContribution[],
  limits: ThreadLimits,
): ReadingThread {
  const worker = start(contributions, limits);
  let isOver = false;
  let ready = false;
  worker.once('exit', () => (isOver = true));
  worker.once('message', () => (ready = true));

  async function end(): Promise<void> {
    isOver = true;
    await worker.terminate();
  }

  function run(task: Task, ask: AskedPort): Promise<CompileResult | LintResult> {
    const failures = new Map<number, unknown>();
    let timer: NodeJS.Timeout | undefined;
    let left = limits.ms;
    let began = performance.now();
    return new Promise((resolve, reject) => {
      const say = (word: ToThread): void => worker.postMessage(word);
      const done = (settle: () => void): void => {
        pause();
        worker.off('message', heard).off('error', failed).off('exit', gone);
        worker.unref();
        settle();
      };
      const overrun = (): void => {
        void end();
        done(() => reject(ready ? tooLong(limits) : new Error('A thread did not start.')));
      };
      function pause(): void {
        clearTimeout(timer);
        left -= performance.now() - began;
      }
      function goOn(): void {
        began = performance.now();
        timer = setTimeout(overrun, Math.max(0, left));
      }
      async function answer(number: number, port: PortName, args: readonly unknown[]) {
        pause();
        try {
          say({ answer: number, value: await ask(port, args) });
        } catch (error) {
          failures.set(number, error);
          say({ answer: number, failed: true });
        }
        if (!isOver) goOn();
      }
      const heard = (word: FromThread): void => {
        if ('ready' in word) {
          clearTimeout(timer);
          goOn();
          say({ task });
        } else if ('ask' in word) void answer(word.ask, word.port, word.args);
        else if ('done' in word) done(() => resolve(word.done));
        else done(() => reject(errorOf(word.refused, failures)));
      };
      const failed = (error: Error & { code?: string }): void => {
        isOver = true;
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        done(() => reject(isMemory ? tooMuch(limits) : error));
      };
      const gone = (): void => done(() => reject(new Error('A thread ended.')));
      worker.ref();
      worker.on('message', heard).on('error', failed).on('exit', gone);
      if (ready) {
        goOn();
        say({ task });
      } else timer = setTimeout(overrun, START_MS);
    });
  }

  return {
    run,
    end,
    get isOver() {
      return isOver;
    },
  };
}

function start(contributions: readonly YmlContribution[], limits: ThreadLimits): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(isSource ? fromSources() : new URL('./entry.js', import.meta.url), {
    eval: isSource,
    workerData: { contributions },
    execArgv: isSource ? ['--conditions=turnpike-source'] : [],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32 },
  });
  // Between tasks an error has nobody to hear it.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

/** In development and in tests nothing is compiled: the thread has to read TypeScript, as this one does. */
function fromSources(): string {
  // `require` finds the form of it that does not work in threads; the other one lies beside.
  const found = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = new URL('./index.mjs', pathToFileURL(found)).href;
  const entry = new URL('./entry.ts', import.meta.url).href;
  return `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entry)}); });`;
}

function errorOf(refused: Refused, failures: ReadonlyMap<number, unknown>): unknown {
  if ('ask' in refused) return failures.get(refused.ask);
  if ('fault' in refused) return new TurnpikeError('TURNPIKE_INTERNAL', refused.fault);
  return new ConfigError(refused.code as ErrorCode, refused.message, { ...refused.details });
}

function tooLong({ ms }: ThreadLimits): ConfigError {
  const text = `Reading the configuration takes longer than ${ms / 1000} seconds.`;
  return refusal({ class: 'LimitExceeded', wayOut: WAY_OUT }, text);
}

function tooMuch({ megabytes }: ThreadLimits): ConfigError {
  const text = `Reading the configuration takes more than ${megabytes} MB of memory.`;
  return refusal({ class: 'LimitExceeded', wayOut: WAY_OUT }, text);
}

const WAY_OUT = 'Write fewer jobs, rules and conditions, or shorter ones.';
