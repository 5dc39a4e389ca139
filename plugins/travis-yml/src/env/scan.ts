/** A name and its value; quotes stay part of the value. */
export type EnvPair = readonly [name: string, value: string];

/** The text is no list of variables. */
export class EnvSyntaxError extends Error {}

/**
 * Splits a shell-like text into variables (sh_vars as travis-yml uses it, sheet 9.1): white space
 * separates, quotes and back-quotes group, `$(` and `${` outside of quotes take all that follows.
 * Throws EnvSyntaxError for a missing name or an unbalanced quote.
 */
export function scanEnv(text: string): EnvPair[] {
  const pairs: EnvPair[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const [pair, end] = text[at] === '"' ? quotedPair(text, at) : scanPair(text, at);
    pairs.push(pair);
    at = skipSpace(text, end);
  }
  return pairs;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text[at])) at++;
  return at;
}

const isSpace = (char: string | undefined): boolean =>
  char !== undefined && ' \t\n\r\f\v'.includes(char);

/** A pair wholly in double quotes: one level of escapes is undone, what follows the pair is lost. */
function quotedPair(text: string, from: number): readonly [EnvPair, number] {
  const end = closingQuote(text, from);
  const inner = text.slice(from + 1, end - 1);
  if (inner.includes('\\\\')) throw new EnvSyntaxError('nested escapes');
  const bare = inner.replaceAll('\\"', '"');
  const [pair] = scanPair(bare, skipSpace(bare, 0));
  return [pair, end];
}

function scanPair(text: string, from: number): readonly [EnvPair, number] {
  let at = from;
  while (at < text.length && text[at] !== '=' && !isSpace(text[at])) at++;
  const name = text.slice(from, at);
  if (name === '' || name.startsWith("'")) throw new EnvSyntaxError('a name is missing');
  if (text[at] !== '=') return [[name, ''], at];
  const end = valueEnd(text, at + 1);
  return [[name, text.slice(at + 1, end)], end];
}

function valueEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSpace(text[at])) {
    const char = text[at];
    if (char === '\\') at += 2;
    else if (char === '$' && (text[at + 1] === '(' || text[at + 1] === '{'))
      return restEnd(text, at);
    else at = char === '"' || char === "'" || char === '`' ? closingQuote(text, at) : at + 1;
  }
  return Math.min(at, text.length);
}

function restEnd(text: string, from: number): number {
  return from + text.slice(from).trimEnd().length;
}

/** Position after the quote that closes the one at `from`. */
function closingQuote(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === quote) return at + 1;
    if (text[at] === '\\') at++;
    else if (quote === '"' && text.startsWith("$'", at)) throw new EnvSyntaxError('ANSI quotes');
  }
  throw new EnvSyntaxError('a quote is not closed');
}
