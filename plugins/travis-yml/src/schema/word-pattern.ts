/** A schema has the same few lists of words hundreds of times: true and false above all. */
const written = new Map<string, string>();

/**
 * Pattern of fixed words as the language reads them: with something that is no letter behind, or
 * one letter wrong, missing, too many or swapped. JSON Schema's patterns know no flags, so where
 * case does not count both cases are spelt out.
 */
export function wordPattern(words: readonly string[], foldCase: boolean): string {
  const key = JSON.stringify([words, foldCase]);
  const known = written.get(key) ?? write(words, foldCase);
  written.set(key, known);
  return known;
}

function write(words: readonly string[], foldCase: boolean): string {
  const exact = words.map((word) => spelled(word, foldCase));
  const near = words.filter((word) => word.length >= 3).flatMap((word) => nearby(word, foldCase));
  const followed = exact.length ? [`(?:${exact.join('|')})(?:\\s.*|[^A-Za-z_-][^A-Za-z_-]*)`] : [];
  return `^(?:${[...new Set([...exact, ...near, ...followed])].join('|')})$`;
}

function spelled(text: string, foldCase: boolean): string {
  const escaped = text.replace(/[.+*?^$()[\]{}|\\/]/g, '\\$&');
  if (!foldCase) return escaped;
  return escaped.replace(/[a-z]/gi, (char) => `[${char.toUpperCase()}${char.toLowerCase()}]`);
}

function nearby(word: string, foldCase: boolean): string[] {
  const spell = (text: string): string => spelled(text, foldCase);
  return [...word, ''].flatMap((char, at) => {
    const [before, after, rest] = [word.slice(0, at), word.slice(at), word.slice(at + 1)];
    const swapped = rest ? [spell(before + rest[0] + char + rest.slice(1))] : [];
    return [`${spell(before)}.?${spell(after)}`, `${spell(before)}.?${spell(rest)}`, ...swapped];
  });
}
