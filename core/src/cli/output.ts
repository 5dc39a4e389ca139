/** Answers: JSON for programs, aligned columns for people. */
import { withoutCredentials } from '../contracts/text.js';
import type { Io } from './io.js';
import type { JsonOptions } from './options.js';

export function answer(io: Io, flags: JsonOptions, data: unknown, text: () => string): void {
  if (flags.json === true) return io.out(`${JSON.stringify(data, null, 2)}\n`);
  const lines = text();
  if (lines !== '') io.out(`${lines}\n`);
}

/** An answer about what was given, shown without the credentials in it. */
export function answerShown(io: Io, flags: JsonOptions, data: unknown, text: () => string): void {
  const shown: Io = { ...io, out: (said) => io.out(withoutCredentials(said)) };
  answer(shown, flags, data, text);
}

/** Columns as wide as their widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => shownLength(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Colours take no room. */
const shownLength = (cell: string): number => cell.replace(/\u001b\[\d+m/g, '').length;
const padded = (cell: string, width: number): string =>
  cell + ' '.repeat(Math.max(0, width - shownLength(cell)));

/** A table below the names of its columns; a column in which no row has anything is left out. */
export function headed(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  return table([head, ...rows].map((row) => row.filter((_, column) => used[column])));
}

const COLORS = {
  passed: 32,
  started: 33,
  received: 33,
  failed: 31,
  errored: 31,
  canceled: 90,
  ok: 32,
  warning: 33,
} as const;

/** A state in its colour, where the terminal has colours. */
export function colored(io: Io, state: string): string {
  const code = (COLORS as Readonly<Record<string, number>>)[state];
  return io.isTerminal && code !== undefined ? `\u001b[${code}m${state}\u001b[0m` : state;
}
