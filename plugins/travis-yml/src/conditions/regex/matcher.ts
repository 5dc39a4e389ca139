import { spend } from '../../thread/fuse.js';

/** What one search shares: its text, what it may cost, and what groups hold. */
export interface Search {
  readonly text: string;
  /** Steps that it may still take; a step is a character looked at or a branch taken. */
  left: number;
  /** Start and end of each group, by number; absent: not set. */
  readonly groups: (readonly [start: number, end: number] | undefined)[];
}

/** Goes on from a position; true if the rest matches. */
export type Next = (at: number) => boolean;

/** Tries to match at a position and, wherever it does, what follows. */
export type Matcher = (search: Search, at: number, next: Next) => boolean;

/** Matches exactly one character, given its code. */
export type CharTest = (code: number) => boolean;

/** The search has cost more than any sensible pattern does. */
export class SearchTooExpensive extends Error {}

function step(search: Search): void {
  if (--search.left < 0) throw new SearchTooExpensive('The pattern needs too many steps.');
  if ((search.left & 255) === 0) spend();
}

const empty: Matcher = (_search, at, next) => next(at);

export function one(test: CharTest): Matcher {
  return (search, at, next) => {
    step(search);
    return at < search.text.length && test(search.text.charCodeAt(at)) && next(at + 1);
  };
}

export function sequence(parts: readonly Matcher[]): Matcher {
  return parts.reduceRight<Matcher>(
    (rest, part) => (search, at, next) => part(search, at, (then) => rest(search, then, next)),
    empty,
  );
}

export function either(options: readonly Matcher[]): Matcher {
  return (search, at, next) => {
    step(search);
    return options.some((option) => option(search, at, next));
  };
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
}

/** Repeats a single character: counted without recursion. */
export function repeatChar(test: CharTest, { min, max, lazy }: Bounds): Matcher {
  return (search, at, next) => {
    const most = Math.min(max, search.text.length - at);
    const fits = (count: number): boolean => {
      step(search);
      return test(search.text.charCodeAt(at + count));
    };
    let count = 0;
    while (count < (lazy ? min : most) && count < most && fits(count)) count++;
    if (count < min) return false;
    if (lazy) return grow(search, at, next, count, most, fits);
    for (; count >= min; count--) {
      step(search);
      if (next(at + count)) return true;
    }
    return false;
  };
}

function grow(
  search: Search,
  at: number,
  next: Next,
  from: number,
  most: number,
  fits: (count: number) => boolean,
): boolean {
  for (let count = from; ; count++) {
    step(search);
    if (next(at + count)) return true;
    if (count >= most || !fits(count)) return false;
  }
}

/** Repeats anything; a round that takes no character ends the loop. */
export function repeat(part: Matcher, { min, max, lazy }: Bounds): Matcher {
  const round = (search: Search, at: number, next: Next, count: number): boolean => {
    step(search);
    const more = (): boolean =>
      count < max &&
      part(search, at, (then) =>
        then === at && count >= min ? false : round(search, then, next, count + 1),
      );
    if (count < min) return more();
    return lazy ? next(at) || more() : more() || next(at);
  };
  return (search, at, next) => round(search, at, next, 0);
}

export function capture(part: Matcher, group: number): Matcher {
  return (search, at, next) => {
    const before = search.groups[group];
    const matched = part(search, at, (end) => {
      const inner = search.groups[group];
      search.groups[group] = [at, end];
      if (next(end)) return true;
      search.groups[group] = inner;
      return false;
    });
    if (!matched) search.groups[group] = before;
    return matched;
  };
}

/** What it matches first is final: `(?>…)` and possessive quantifiers. */
export function atomic(part: Matcher): Matcher {
  return (search, at, next) => {
    let end = -1;
    const matched = part(search, at, (then) => {
      end = then;
      return true;
    });
    return matched && next(end);
  };
}

export function lookahead(part: Matcher, wanted: boolean): Matcher {
  return (search, at, next) => part(search, at, () => true) === wanted && next(at);
}

/** Tries all starts before the position: patterns are short. */
export function lookbehind(part: Matcher, wanted: boolean): Matcher {
  return (search, at, next) => {
    let found = false;
    for (let start = at; start >= 0 && !found; start--) {
      step(search);
      found = part(search, start, (end) => end === at);
    }
    return found === wanted && next(at);
  };
}

export function assertion(test: (text: string, at: number) => boolean): Matcher {
  return (search, at, next) => {
    step(search);
    return test(search.text, at) && next(at);
  };
}

export function backReference(group: number, ignoreCase: boolean): Matcher {
  const folded = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  return (search, at, next) => {
    step(search);
    const held = search.groups[group];
    if (!held) return false;
    const text = search.text.slice(held[0], held[1]);
    const here = search.text.slice(at, at + text.length);
    return folded(here) === folded(text) && next(at + text.length);
  };
}
