/**
 * Text as the parser sees it: the indentation of the first line that is not blank is taken off
 * every line, outer white space goes (travis-yml, `lib/travis/yml/parser`). A lone carriage return
 * ends a line, as it does for libyaml.
 */
export function prepareText(text: string): string {
  const input = text.replace(/\r(?!\n)/g, '\n');
  const indent = /^(?:[ \t]*\r?\n)*([ \t]+)\S/.exec(input)?.[1];
  const flush = indent === undefined ? input : withoutIndent(input, indent);
  return flush.trim().replaceAll('\0', '');
}

function withoutIndent(input: string, indent: string): string {
  const lines = input.split('\n');
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

/** A fetched file's text: leading no-break spaces become spaces, a byte-order mark goes. */
export function fetchedText(input: string): string {
  const text = input.startsWith('\uFEFF') ? input.slice(1) : input;
  return text.replace(/^[\u00A0 ]+/gm, (run) => run.replaceAll('\u00A0', ' '));
}
