/** Answers: JSON for programs, aligned columns for people. */
import type { Io } from './io.js';
import type { JsonOptions } from './options.js';

export function answer(io: Io, flags: JsonOptions, data: unknown, text: () => string): void {
  if (flags.json === true) return io.out(`${JSON.stringify(data, null, 2)}\n`);
  const lines = text();
  if (lines !== '') io.out(`${lines}\n`);
}

/** Columns as wide as their widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
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
