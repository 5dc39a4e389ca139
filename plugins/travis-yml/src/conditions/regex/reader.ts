import { classes, controls } from './chars.js';
import type { CharTest } from './matcher.js';

/** The text is no regular expression. */
export class PatternSyntaxError extends Error {}

const maxDepth = 100;

/** Reads a pattern from the left. */
export class PatternReader {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** The next character; throws at the end. */
  next(): string {
    if (this.atEnd) throw new PatternSyntaxError('too short escape sequence');
    return this.#source[this.#at++] as string;
  }

  sees(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes what a sticky pattern matches: its first group, else the whole. */
  matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found[1] ?? found[0];
  }

  enter(): void {
    if (++this.#depth > maxDepth) throw new PatternSyntaxError('nested too deeply');
  }

  leave(): void {
    this.#depth--;
  }
}

/** What follows a back-slash: a class or a character. */
export function readEscape(input: PatternReader): {
  readonly code: number;
  readonly test?: CharTest | undefined;
} {
  const hex = input.matches(/x([\da-fA-F]{1,2})|u([\da-fA-F]{4})/y);
  if (hex !== undefined) return { code: Number.parseInt(hex.replace(/^u/, ''), 16) };
  const octal = input.matches(/0[0-7]{0,2}/y);
  if (octal !== undefined) return { code: Number.parseInt(octal, 8) };
  const property = input.matches(/p\{\^?\w+\}|P\{\w+\}/y);
  if (property !== undefined) return { code: 0, test: propertyTest(property) };
  const letter = input.next();
  const test = Object.hasOwn(classes, letter) ? classes[letter] : undefined;
  return { code: controls[letter] ?? letter.charCodeAt(0), test };
}

/** `\p{Alpha}`, `\p{L}` …, by the host's tables. */
function propertyTest(text: string): CharTest {
  const name = text.slice(2, -1).replace('^', '');
  const negated = text.startsWith('P') || text.includes('^');
  const spelled = aliases[name.toLowerCase()] ?? name;
  try {
    const regexp = new RegExp(`\\${negated ? 'P' : 'p'}{${spelled}}`, 'u');
    return (code) => regexp.test(String.fromCharCode(code));
  } catch (error) {
    throw new PatternSyntaxError(`invalid character property name ${name}`, { cause: error });
  }
}

const aliases: Readonly<Record<string, string>> = {
  alpha: 'Alphabetic',
  upper: 'Uppercase',
  lower: 'Lowercase',
  space: 'White_Space',
  digit: 'Nd',
  alnum: 'Alphabetic',
  word: 'Alphabetic',
  punct: 'P',
};
