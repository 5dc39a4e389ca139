import type { Ignored } from './raw.js';

/** Lines that are named; a file in another encoding has it in each. */
const MOST_LINES = 5;

/** What a file's bytes lose on their way to a text, and how it shows in it. */
const KINDS = [
  ['dropped_nul', '\0'],
  ['broken_bytes', '\uFFFD'],
] as const;

/** NUL, which is left out, and bytes that are no UTF-8, which were read as U+FFFD: with the lines of the file. */
export function brokenText(input: string, src?: string): readonly Ignored[] {
  if (!KINDS.some(([, character]) => input.includes(character))) return [];
  const lines = input.split(/\r\n|\r|\n/);
  return KINDS.flatMap(([code, character]) => {
    const found = lines.flatMap((text, line) => (text.includes(character) ? [line] : []));
    return found.slice(0, MOST_LINES).map((line, at) => ({
      path: [],
      code,
      args: more(at === MOST_LINES - 1 ? found.length - MOST_LINES : 0),
      line,
      ...(src !== undefined && { src }),
    }));
  });
}

function more(lines: number): { readonly [name: string]: string } {
  return lines > 0 ? { more: String(lines) } : {};
}
