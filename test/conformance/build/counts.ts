/** How much agrees, recorded in the tree: a count may rise, never fall. */
import { readFileSync, writeFileSync } from 'node:fs';

export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

const file = new URL('../build-counts.json', import.meta.url);

export function recorded(): Counts {
  return JSON.parse(readFileSync(file, 'utf8')) as Counts;
}

/** Writes one section when asked to by RECORD_COUNTS=1. */
export function record(section: string, counts: Readonly<Record<string, number>>): void {
  if (process.env['RECORD_COUNTS'] !== '1') return;
  const sorted = Object.fromEntries(
    Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(file, `${JSON.stringify({ ...recorded(), [section]: sorted }, null, 2)}\n`);
}
