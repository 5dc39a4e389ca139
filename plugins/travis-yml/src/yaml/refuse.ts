import type { LineCounter } from 'yaml';
import type { ConfigErrorClass } from '@turnpike/sdk';
import { ConfigRefusal } from '../errors.js';

/** Where a text comes from. */
export interface Source {
  readonly file?: string;
}

/** An error that names file, line and column (both counted from 1 in the text). */
export function refuse(
  kind: ConfigErrorClass,
  text: string,
  source: Source,
  lines?: LineCounter,
  offset?: number,
): ConfigRefusal {
  if (!lines || offset === undefined)
    return new ConfigRefusal({ class: kind, ...source }, withPlace(text, [source.file]));
  const { line, col } = lines.linePos(offset);
  const place = withPlace(text, [source.file, `line ${line}`, `column ${col}`]);
  return new ConfigRefusal({ class: kind, ...source, line: line - 1, column: col - 1 }, place);
}

function withPlace(text: string, parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length ? `${text} (${known.join(', ')})` : text;
}
