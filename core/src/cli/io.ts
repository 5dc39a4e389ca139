/** The world of a command, so that tests can give it another one. */
import type { Environment } from '../config/environment.js';

export interface Io {
  readonly env: Environment;
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Colours and moving lines allowed? */
  readonly isTerminal: boolean;
  /** A question to whoever sits there; undefined: nobody does. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  out(text: string): void;
  err(text: string): void;
}

export function processIo(): Io {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    isTerminal: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    ask: async (question) => (await import('./confirm.js')).askOnTerminal(question),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}

export async function readStdin(io: Io): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
