import * as chars from './chars.js';
import { parseClass } from './class.js';
import { PatternReader, PatternSyntaxError, readEscape } from './reader.js';
import * as match from './matcher.js';
import type { CharTest, Matcher } from './matcher.js';

/** Letters of `(?imx)` that are on. */
interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
}

/** A part before its quantifier; `char` where it is a single character. */
interface Atom {
  readonly matcher: Matcher;
  readonly char?: CharTest;
}

const maxRepeat = 100_000;

/** Compiles a Ruby regular expression (Onigmo's syntax). Throws PatternSyntaxError. */
export function compilePattern(source: string): Matcher {
  const parser = new PatternParser(source);
  return parser.parse();
}

class PatternParser {
  readonly #in: PatternReader;
  #flags: Flags = { ignoreCase: false, dotAll: false, extended: false };
  #groups = 0;
  readonly #names = new Map<string, number>();

  constructor(source: string) {
    this.#in = new PatternReader(source);
  }

  parse(): Matcher {
    const matcher = this.#alternatives();
    if (!this.#in.atEnd) throw new PatternSyntaxError('unmatched close parenthesis');
    return matcher;
  }

  #alternatives(): Matcher {
    const flags = this.#flags;
    const options = [this.#sequence()];
    while (this.#in.take('|')) options.push(this.#sequence());
    this.#flags = flags;
    return options.length === 1 ? (options[0] as Matcher) : match.either(options);
  }

  #sequence(): Matcher {
    const parts: Matcher[] = [];
    while (!this.#in.atEnd && !this.#in.sees('|') && !this.#in.sees(')')) {
      const atom = this.#skipped() ? undefined : this.#atom();
      if (atom) parts.push(this.#quantified(atom));
    }
    return match.sequence(parts);
  }

  /** White space and comments of the extended form. */
  #skipped(): boolean {
    if (!this.#flags.extended) return false;
    return this.#in.matches(/(?:\s+|#[^\n]*)/y) !== undefined;
  }

  #atom(): Atom | undefined {
    const char = this.#in.next();
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return this.#single(parseClass(this.#in), true);
      case '.':
        return this.#single(this.#flags.dotAll ? chars.anything : chars.dot);
      case '^':
        return { matcher: match.assertion((text, at) => at === 0 || text[at - 1] === '\n') };
      case '$':
        return { matcher: match.assertion((text, at) => at === text.length || text[at] === '\n') };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternSyntaxError('target of repeat operator is not specified');
      default:
        return this.#literal(char.charCodeAt(0));
    }
  }

  #literal(code: number): Atom {
    return this.#single(chars.literal(code, this.#flags.ignoreCase));
  }

  #single(test: CharTest, isClass = false): Atom {
    const char = isClass && this.#flags.ignoreCase ? chars.foldingCase(test) : test;
    return { matcher: match.one(char), char };
  }

  #escape(): Atom {
    const anchor = this.#anchor();
    if (anchor) return { matcher: anchor };
    const reference = this.#in.matches(/[1-9]\d*|k<\w+>/y);
    if (reference !== undefined) return { matcher: this.#reference(reference) };
    const { code, test } = readEscape(this.#in);
    return test ? this.#single(test, true) : this.#literal(code);
  }

  #anchor(): Matcher | undefined {
    const letter = this.#in.matches(/[AzZbBG]/y);
    return letter === undefined ? undefined : match.assertion(anchors[letter] as AnchorTest);
  }

  #reference(text: string): Matcher {
    const group = text.startsWith('k') ? this.#names.get(text.slice(2, -1)) : Number(text);
    if (group === undefined || group > this.#groups)
      throw new PatternSyntaxError('invalid backref number or name');
    return match.backReference(group, this.#flags.ignoreCase);
  }

  #group(): Atom | undefined {
    if (!this.#in.take('?')) return this.#captured();
    if (this.#in.take(':')) return { matcher: this.#inner() };
    if (this.#in.take('>')) return { matcher: match.atomic(this.#inner()) };
    if (this.#in.take('=')) return { matcher: match.lookahead(this.#inner(), true) };
    if (this.#in.take('!')) return { matcher: match.lookahead(this.#inner(), false) };
    if (this.#in.take('<=')) return { matcher: match.lookbehind(this.#inner(), true) };
    if (this.#in.take('<!')) return { matcher: match.lookbehind(this.#inner(), false) };
    if (this.#in.matches(/#[^)]*\)/y) !== undefined) return undefined;
    const name = this.#in.matches(/<([A-Za-z_]\w*)>/y);
    return name === undefined ? this.#flagged() : this.#captured(name);
  }

  #captured(name?: string): Atom {
    const group = ++this.#groups;
    if (name !== undefined) this.#names.set(name, group);
    return { matcher: match.capture(this.#inner(), group) };
  }

  /** `(?i)` holds to the end of the group, `(?i:…)` for its own. */
  #flagged(): Atom | undefined {
    const letters = this.#in.matches(/([imx]*(?:-[imx]*)?)(?=[:)])/y);
    if (letters === undefined) throw new PatternSyntaxError('undefined group option');
    const [on = '', off = ''] = letters.split('-');
    const before = this.#flags;
    const is = (letter: string, was: boolean): boolean =>
      (was || on.includes(letter)) && !off.includes(letter);
    this.#flags = {
      ignoreCase: is('i', before.ignoreCase),
      dotAll: is('m', before.dotAll),
      extended: is('x', before.extended),
    };
    if (this.#in.next() === ')') return { matcher: this.#alternatives() };
    const matcher = this.#inner();
    this.#flags = before;
    return { matcher };
  }

  #inner(): Matcher {
    this.#in.enter();
    const matcher = this.#alternatives();
    if (!this.#in.take(')')) throw new PatternSyntaxError('end pattern with unmatched parenthesis');
    this.#in.leave();
    return matcher;
  }

  #quantified(atom: Atom): Matcher {
    let current = atom;
    for (let bounds = this.#bounds(); bounds; bounds = this.#bounds()) {
      const { min, max, suffix } = bounds;
      const lazy = suffix === '?';
      const matcher = current.char
        ? match.repeatChar(current.char, { min, max, lazy })
        : match.repeat(current.matcher, { min, max, lazy });
      current = { matcher: suffix === '+' ? match.atomic(matcher) : matcher };
    }
    return current.matcher;
  }

  #bounds(): { min: number; max: number; suffix: string } | undefined {
    const sign = this.#in.matches(/[*+?]/y);
    if (sign !== undefined) {
      const suffix = this.#in.matches(/[+?]/y) ?? '';
      return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity, suffix };
    }
    const braces = this.#in.matches(/\{(\d*,\d+|\d+,?)\}/y);
    return braces === undefined ? undefined : this.#counted(braces);
  }

  #counted(braces: string): { min: number; max: number; suffix: string } {
    const [low = '', high] = braces.split(',');
    const min = Number(low);
    const max = high === undefined ? min : high === '' ? Infinity : Number(high);
    if (Math.max(min, max === Infinity ? 0 : max) > maxRepeat)
      throw new PatternSyntaxError('too big number for repeat range');
    return { min, max, suffix: this.#in.matches(/\?/y) ?? '' };
  }
}

type AnchorTest = (text: string, at: number) => boolean;

function isBoundary(text: string, at: number): boolean {
  const before = at > 0 && chars.isWord(text.charCodeAt(at - 1));
  const after = at < text.length && chars.isWord(text.charCodeAt(at));
  return before !== after;
}

const anchors: Readonly<Record<string, AnchorTest>> = {
  A: (_text, at) => at === 0,
  G: (_text, at) => at === 0,
  z: (text, at) => at === text.length,
  Z: (text, at) => at === text.length || (at === text.length - 1 && text[at] === '\n'),
  b: isBoundary,
  B: (text, at) => !isBoundary(text, at),
};
