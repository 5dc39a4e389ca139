import { withoutCredentials } from '../contracts/text.js';
import type { Io } from './io.js';

const PATIENCE_MS = 1_000;
const REPEAT_MS = 10_000;

/**
 * Says what takes so long, on standard error: after one second, and every ten where lines cannot be
 * overwritten. `say` changes the words while it runs.
 */
export async function withProgress<T>(
  io: Io,
  what: string,
  work: (say: (words: string) => void) => Promise<T>,
): Promise<T> {
  const since = performance.now();
  let words = withoutCredentials(what);
  let isShown = false;
  const show = () => {
    const seconds = Math.round((performance.now() - since) / 1_000);
    io.err(io.isTerminal ? `\r\u001b[K${words} … ${seconds} s` : `${words} … ${seconds} s\n`);
    isShown = true;
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, io.isTerminal ? PATIENCE_MS : REPEAT_MS);
  }, PATIENCE_MS);
  try {
    return await work((next) => {
      words = withoutCredentials(next);
      if (isShown && io.isTerminal) show();
    });
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
    if (isShown && io.isTerminal) io.err('\r\u001b[K');
  }
}
