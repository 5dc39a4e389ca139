/** The longest commit message that is kept, in characters of JavaScript: lists carry a page of them. */
const LONGEST_MESSAGE = 65_536;

/** Text as both databases can hold it: PostgreSQL refuses NUL, SQLite ends the text there. */
export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** The beginning of a long message, cut between characters and marked as cut. */
export function storableMessage(text: string): string {
  if (text.length <= LONGEST_MESSAGE) return text;
  const cut = text.slice(0, LONGEST_MESSAGE - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
