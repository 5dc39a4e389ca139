/**
 * Passwords that people try first, in all the ways in which they are dressed up: what is left of one when common
 * words, names of the account, runs of the keyboard, years and repetitions are taken out must still be worth guessing.
 */
import { COMMON_WORDS, ROWS } from './common-words.js';

/** Characters of its own that it must have, counted as `worthOf` does. */
const LEAST_WORTH = 8;
/** Of one kind of characters only, it has to be longer: a word of any dictionary is not in our list. */
const LEAST_OF_ONE_KIND = 16;
const LEAST_RUN = 3;

/** undefined: it will do. `about`: what the account is called. */
export function weaknessOf(
  password: string,
  about: readonly (string | null | undefined)[] = [],
): string | undefined {
  const own = about.flatMap(partsOf);
  const plain = password.normalize('NFKC').toLowerCase();
  const unit = repeated(plain);
  if (unit !== undefined) return 'This password repeats itself.';
  if (/^(\p{Ll}+|\p{Nd}+)$/u.test(plain) && plain.length < LEAST_OF_ONE_KIND && plain === password)
    return `A password of small letters or digits alone has at least ${LEAST_OF_ONE_KIND} characters.`;
  const readings = [plain, ...unleeted(plain)];
  if (Math.min(...readings.map((text) => worthOf(text, own))) >= LEAST_WORTH) return undefined;
  return 'This password is among those that are tried first.';
}

/** A login, a name or an address falls into parts that say who it is. */
function partsOf(text: string | null | undefined): readonly string[] {
  const plain = (text ?? '').normalize('NFKC').toLowerCase();
  const parts = plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= LEAST_RUN);
  return [plain, ...parts, ...parts.map((part) => [...part].toReversed().join(''))].filter(
    (part) => part.length >= LEAST_RUN,
  );
}

/** Signs that are written for letters. */
const LEET: readonly Readonly<Record<string, string>>[] = ['i', 'l'].map((one) => ({
  '0': 'o',
  '1': one,
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '!': one,
  '8': 'b',
  '9': 'g',
}));

function unleeted(text: string): readonly string[] {
  return LEET.map((signs) => [...text].map((sign) => signs[sign] ?? sign).join(''));
}

/** What it consists of, twice or more often; a rest of the same may follow. */
function repeated(text: string): string | undefined {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return undefined;
}

/**
 * What is common counts as one character, however long; a digit counts half. Of all ways to take it apart the one
 * that leaves least: `passwordseptember` is two words, although `passwords` is one as well.
 */
function worthOf(text: string, own: readonly string[]): number {
  const worth = new Float64Array(text.length + 1);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const rest = text.slice(at);
    const alone = /^\d/.test(rest) ? 0.5 : /^\s/.test(rest) ? 0 : 1;
    const ends = commonAt(rest, own).map((length) => 1 + worth[at + length]!);
    worth[at] = Math.min(alone + worth[at + 1]!, ...ends);
  }
  return worth[0]!;
}

/** How long what is common may be that the text begins with. */
function commonAt(text: string, own: readonly string[]): readonly number[] {
  const words = [...own, ...COMMON_WORDS].filter((word) => text.startsWith(word));
  const run = runOf(text);
  const runs =
    run === 0 ? [] : Array.from({ length: run - LEAST_RUN + 1 }, (_, at) => at + LEAST_RUN);
  const year = yearOf(text);
  return [...words.map(({ length }) => length), ...runs, ...(year > 0 ? [year] : [])];
}

/** `aaa`, `1234`, `fedc`, `qwer`, `1qaz2wsx`. */
function runOf(text: string): number {
  const lengths = ROWS.map((row) => {
    let length = 1;
    while (length < text.length && row.includes(text.slice(0, length + 1))) length += 1;
    return length;
  });
  const same = /^(.)\1*/su.exec(text)?.[0].length ?? 1;
  const run = Math.max(same, ...lengths);
  return run >= LEAST_RUN ? run : 0;
}

/** Years and dates, in any order of their parts. */
function yearOf(text: string): number {
  const date = /^(19|20)\d\d([01]\d[0-3]\d)?|^[0-3]\d[.\-/]?[0-3]\d[.\-/]?(19|20)\d\d/.exec(text);
  return date?.[0].length ?? 0;
}
