import { noticeLines, type BuildNotice } from '@turnpike/sdk';

const USUAL = [
  '%{repository_slug}#%{build_number} (%{branch} - %{commit} : %{author}): %{message}',
  'Change view : %{compare_url}',
  'Build details : %{build_url}',
];
/** A message of IRC has 512 bytes, and servers put the sender before it. */
const MOST_BYTES = 400;
const MOST_LINES = 20;

/** What is said, line by line: no value begins a line of its own, and none holds what ends a message of IRC. */
export function linesOf(notice: BuildNotice, template: unknown): readonly string[] {
  const escape = (value: string): string => clean(value).trim();
  return noticeLines(notice, { template, otherwise: USUAL, escape })
    .flatMap((line) => line.split(/\r\n|\r|\n/))
    .map((line) => cut(clean(line).trim()))
    .filter((line) => line !== '')
    .slice(0, MOST_LINES);
}

/** Colours are left; NUL and what ends a line are not. */
// eslint-disable-next-line no-control-regex
export const clean = (text: string): string => text.replace(/[\u0000\r\n]+/g, ' ');

/** No character is cut in two. */
function cut(line: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of line) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) return kept;
    kept += character;
  }
  return kept;
}
