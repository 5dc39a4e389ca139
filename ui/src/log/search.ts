import type { LogLines } from './lines.js';

/** Where a text occurs in a line: offsets into the line's plain text. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** Without regard to case. */
export function hitsIn(text: string, query: string): Hit[] {
  if (query === '') return [];
  const hits: Hit[] = [];
  const haystack = text.toLowerCase();
  const needle = query.toLowerCase();
  for (
    let at = haystack.indexOf(needle);
    at >= 0;
    at = haystack.indexOf(needle, at + needle.length)
  )
    hits.push({ from: at, to: at + needle.length });
  return hits;
}

/** Lines scanned before the page gets its turn again. */
const SLICE = 20_000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Numbers of the lines (from 0) that have the text, from `from` on. Stops early when aborted. */
export async function findLines(
  log: LogLines,
  query: string,
  signal: AbortSignal,
  from = 0,
): Promise<number[]> {
  const found: number[] = [];
  const needle = query.toLowerCase();
  for (let line = from; line < log.length && !signal.aborted; line += 1) {
    if (log.text(line).toLowerCase().includes(needle)) found.push(line);
    if ((line - from) % SLICE === SLICE - 1) await pause();
  }
  return found;
}
