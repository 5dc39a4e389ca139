import type { LineCounter } from 'yaml';
import type { ConfigError, ConfigErrorClass } from '@turnpike/sdk';
import { refusal } from '../errors.js';

/** Where a text comes from. */
export interface Source {
  readonly file?: string;
}

/** An error that names file, line and column: counted from 1 in the text, from 0 in the details. */
export function refuse(
  kind: ConfigErrorClass,
  text: string,
  source: Source,
  lines?: LineCounter,
  offset?: number,
): ConfigError {
  if (!lines || offset === undefined)
    return refusal({ class: kind, ...source }, withPlace(text, [source.file]));
  const { line, col } = lines.linePos(offset);
  const place = withPlace(text, [source.file, `line ${line}`, `column ${col}`]);
  return refusal({ class: kind, ...source, line: line - 1, column: col - 1 }, place);
}

function withPlace(text: string, parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length ? `${text} (${known.join(', ')})` : text;
}
