import type { YAMLError } from 'yaml';

/** What is wrong, in plain words, and the offset where it begins. */
export interface Fault {
  readonly text: string;
  readonly offset: number;
}

/** What the lexer saw on its way: quotes that span lines, brackets still open at the end. */
export interface Traces {
  /** Offsets of the first and behind the last character. */
  readonly quotes: (readonly [from: number, to: number])[];
  readonly open: number[];
}

/**
 * A quote or bracket that is not closed lets the library stumble some lines later, over something
 * that is right: the place to look at is where it opens.
 */
export function faultOf(
  { code, message, pos: [at] }: YAMLError,
  text: string,
  seen: Traces,
): Fault {
  const quote = seen.quotes.findLast(([from, to]) => from <= at && at <= lineEnd(text, to));
  if (quote && quote[1] < text.length)
    return {
      text: `The quote that opens here is closed in line ${lineAt(text, quote[1] - 1)} only, amid other text.`,
      offset: quote[0],
    };
  if (quote) return { text: 'The quote that opens here is never closed.', offset: quote[0] };
  const bracket = seen.open.at(-1);
  if (bracket !== undefined)
    return {
      text: `The bracket ${text[bracket] ?? ''} that opens here is never closed.`,
      offset: bracket,
    };
  return { text: words[code]?.(text.slice(at, at + 1)) ?? message, offset: at };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const noKey = (): string =>
  'A key with a colon was expected, or a colon is missing above: a list or text cannot stand here.';

/** The commonest mistakes; `at` is the character where the library stumbles. */
const words: Partial<Record<YAMLError['code'], (at: string) => string>> = {
  BLOCK_AS_IMPLICIT_KEY: noKey,
  MULTILINE_IMPLICIT_KEY: noKey,
  BLOCK_IN_FLOW: () => 'A list or map by indentation cannot stand within brackets.',
  BAD_INDENT: () => 'The indentation fits neither the line above nor what it belongs to.',
  TAB_AS_INDENT: () => 'A tab stands where only spaces may: indent by spaces.',
  BAD_SCALAR_START: (at) => `A text cannot begin with ${at}: put it in quotes.`,
  BAD_DQ_ESCAPE: () =>
    'In double quotes a backslash begins an escape, and there is no such one: use single quotes, or write the backslash twice.',
  UNEXPECTED_TOKEN: () =>
    'This does not belong to what stands before it: is a colon, a dash or a quote missing?',
  MISSING_CHAR: () =>
    'Something is missing here: a colon with a space after the key, a comma, or a closing quote or bracket.',
};
