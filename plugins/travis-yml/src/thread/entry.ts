/** A thread that reads configurations, one at a time. Started by `reading-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError, type ConfigPorts, type YmlContribution } from '@turnpike/sdk';
import { createConfigCompiler } from '../compiler.js';
import { hooksOf } from './remote-hooks.js';
import type { FromThread, PortName, Refused, Task, ToThread } from './words.js';

const { contributions } = workerData as { readonly contributions: readonly YmlContribution[] };

/** A port that failed on the other side. */
class PortFailed extends Error {
  readonly ask: number;
  constructor(ask: number) {
    super('A port failed.');
    this.ask = ask;
  }
}

type Settle = (answer: Extract<ToThread, { answer: number }>) => void;
const asked = new Map<number, Settle>();
let asks = 0;

function say(word: FromThread): void {
  parentPort?.postMessage(word);
}

function ask(port: PortName, ...args: readonly unknown[]): Promise<never> {
  asks += 1;
  const number = asks;
  return new Promise((resolve, reject) => {
    asked.set(number, ({ value, failed }) =>
      failed ? reject(new PortFailed(number)) : resolve(value as never),
    );
    say({ ask: number, port, args });
  });
}

function portsOf(names: readonly PortName[]): ConfigPorts {
  return {
    file: (slug, path, ref) => ask('file', slug, path, ref),
    repo: (slug) => ask('repo', slug),
    ...(names.includes('reencrypt') && {
      reencrypt: (secure: string, from: string, to: string) => ask('reencrypt', secure, from, to),
    }),
    ...(names.includes('decrypt') && { decrypt: (secure: string) => ask('decrypt', secure) }),
  };
}

async function run(task: Task): Promise<void> {
  try {
    if (task.kind === 'lint') return say({ done: await pure.lint(task.input) });
    const compiler = createConfigCompiler(contributions, hooksOf(task.ports, ask));
    say({ done: await compiler.compile(task.input, portsOf(task.ports)) });
  } catch (error) {
    say({ refused: refusedFor(error) });
  }
}

function refusedFor(error: unknown): Refused {
  if (error instanceof PortFailed) return { ask: error.ask };
  if (error instanceof ConfigError) {
    const { code, message, details } = error;
    return { code, message, details };
  }
  return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

const pure = createConfigCompiler(contributions);
parentPort?.on('message', (word: ToThread) => {
  if ('task' in word) return void run(word.task);
  asked.get(word.answer)?.(word);
  asked.delete(word.answer);
});
say({ ready: true });
