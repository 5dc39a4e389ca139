/** A pod of the product as a process of this machine: its arguments, variables and files, on loopback. */
import { spawn } from 'node:child_process';
import { root, turnpike } from '../../support/process.js';
import type { Mounted } from './mounted.js';

export interface Booted {
  /** All that it has printed. */
  output(): string;
  /** Its exit code, once it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly hasEnded: boolean;
  kill(signal: NodeJS.Signals): void;
}

/** `settings`: what is different here, as `--set` takes it. */
export function boot(
  mounted: Mounted,
  folder: string,
  settings: Readonly<Record<string, string | number>> = {},
): Booted {
  const here = { 'http.host': '127.0.0.1', ...settings };
  const args = Object.entries(here).map(([key, value]) => `--set=${key}=${value}`);
  const child = spawn(process.execPath, [turnpike, ...mounted.args, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: folder, ...mounted.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    output: () => output,
    ended: new Promise((resolve) => child.once('close', resolve)),
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    kill: (signal) => void child.kill(signal),
  };
}
