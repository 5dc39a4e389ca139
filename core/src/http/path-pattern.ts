/** `/v3/repo/:slug/builds` and `/ui/:rest(.*)`: a pattern becomes a matcher over undecoded paths. */
import { ConfigError, InputError } from '../contracts/errors.js';

export interface PathPattern {
  readonly source: string;
  /** Higher is more particular: literal segments before parameters before rests. */
  readonly rank: readonly number[];
  readonly hasRest: boolean;
  /** Decoded parameters; undefined: no match. Throws InputError where an escape is broken. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

const LITERAL = 3;
const MIXED = 2;
const PARAMETER = 1;
const REST = 0;

export function compilePath(source: string): PathPattern {
  if (!source.startsWith('/')) {
    throw new ConfigError('TURNPIKE_PLUGIN_INVALID', `The route ${source} does not start with /.`);
  }
  const names: string[] = [];
  const segments = source.slice(1).split('/');
  const parts = segments.map((segment) => compileSegment(segment, names));
  const expression = new RegExp(`^/${parts.map((part) => part.expression).join('/')}$`);
  return {
    source,
    rank: parts.map((part) => part.rank),
    hasRest: parts.some((part) => part.rank === REST),
    match(path) {
      const found = expression.exec(path);
      return found ? toParams(names, found) : undefined;
    },
  };
}

/** A segment may mix text and parameters: `:slug.svg`. */
function compileSegment(segment: string, names: string[]): { expression: string; rank: number } {
  let rest = false;
  let literal = '';
  const expression = segment.replace(
    /:([A-Za-z_]\w*)(\(\.\*\))?|[^:]+|:/g,
    (text: string, name: string | undefined, all: string | undefined) => {
      if (name === undefined) {
        literal += text;
        return escapeText(text);
      }
      names.push(name);
      rest ||= all !== undefined;
      return all === undefined ? '([^/]+?)' : '(.*)';
    },
  );
  return { expression, rank: rankOf(rest, literal, segment) };
}

function rankOf(rest: boolean, literal: string, segment: string): number {
  if (rest) return REST;
  if (literal === segment) return LITERAL;
  return literal === '' ? PARAMETER : MIXED;
}

/** Orders patterns so that the first match is the most particular. */
export function compareRank(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (right[index] ?? -1) - (left[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function toParams(names: readonly string[], found: RegExpExecArray): Record<string, string> {
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  names.forEach((name, index) => {
    params[name] = decodePart(found[index + 1] ?? '');
  });
  return params;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new InputError('TURNPIKE_INPUT_INVALID', 'The path is not encoded well.', {}, error);
  }
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
