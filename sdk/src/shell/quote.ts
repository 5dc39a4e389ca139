/**
 * The only ways by which data gets into shell source. Builders write commands
 * with the template {@link q}; everything interpolated is escaped unless it is
 * marked as being source already.
 */

import { text } from './values.js';

/** Shell source that the config meant as such (see {@link verbatim}). @stable */
export interface ShellSource {
  /** Shell source, quoted already. */
  readonly source: string;
}

/**
 * Text that bash reads as source. It is constant, or its data is quoted; `npm run lint` follows
 * every value of this type, and every text of a builder, back to where it was made.
 * @stable
 */
export type ShellText = string;

/**
 * Says that a text is shell source already: its config key is documented as such, or it was made
 * harmless in a way of its own. Data is not.
 * @stable
 */
export function meantAsShell(source: unknown): ShellText {
  return text(source);
}

/** What may be interpolated by `q`. @stable */
export type Quotable = string | number | boolean | null | undefined | ShellSource;

/** By whole characters: a backslash between the halves of a surrogate pair would destroy both. */
const harmful = /[^A-Za-z0-9_\-.,:+/@\n]/gu;
// eslint-disable-next-line no-control-regex -- NUL cannot stand in a program text
const nul = /\0/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** What of a text a program's text can hold: no NUL, and U+FFFD for each half of a character that stands alone. */
function speakable(data: unknown): string {
  return text(data).replace(nul, '').replace(loneSurrogate, '\ufffd');
}

/**
 * Escapes one word by backslashes, as Ruby's Shellwords does; Travis shows words
 * in this form. The empty string becomes `''`, a newline `'\n'`. The shell reads the very same
 * text, but for NUL, which is left out, and lone surrogates, each of which becomes U+FFFD: no
 * shell variable can hold them.
 * @stable
 */
export function shellEscape(data: unknown): string {
  const word = speakable(data);
  if (word === '') return "''";
  return word.replace(harmful, '\\$&').replace(/\n/g, "'\n'");
}

/** Quotes one word with single quotes: short for long texts; what it carries is as of {@link shellEscape}. @stable */
export function singleQuote(data: string): string {
  return `'${speakable(data).replace(/'/g, "'\\''")}'`;
}

/** Escapes data for the inside of a double-quoted string; nothing in it is expanded. @stable */
export function escapeDouble(data: unknown): string {
  return speakable(data).replace(/[\\"$`]/g, '\\$&');
}

/** Escapes data for an `echo` node, whose text is double-quoted and read by `echo -e`. @stable */
export function echoText(data: unknown): string {
  return escapeDouble(text(data).replace(/\\/g, '\\\\'));
}

/** Marks text from the config that is shell source by its documentation, such as `npm_args`. @stable */
export function verbatim(source: unknown): ShellSource {
  return { source: text(source) };
}

function piece(value: Quotable): string {
  return typeof value === 'object' && value !== null ? value.source : shellEscape(value);
}

/** Shell source with data in it: q`git checkout ${branch}`. A list becomes words. @stable */
export function q(
  strings: TemplateStringsArray,
  ...values: readonly (Quotable | readonly Quotable[])[]
): string {
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += Array.isArray(value) ? value.map(piece).join(' ') : piece(value as Quotable);
    text += strings[i + 1] ?? '';
  });
  return text;
}
