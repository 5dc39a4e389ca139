import * as chars from './chars.js';
import type { CharTest } from './matcher.js';
import { PatternSyntaxError, readEscape, type PatternReader } from './reader.js';

interface Item {
  readonly code?: number;
  readonly test: CharTest;
}

/** A bracketed class; its opening bracket is taken. Nested classes and `&&` are Ruby's. */
export function parseClass(input: PatternReader): CharTest {
  input.enter();
  const negated = input.take('^');
  let test = members(input, true);
  while (input.take('&&')) test = chars.both(test, members(input, false));
  if (!input.take(']')) throw new PatternSyntaxError('premature end of char-class');
  input.leave();
  return negated ? chars.not(test) : test;
}

function members(input: PatternReader, isFirst: boolean): CharTest {
  const tests: CharTest[] = [];
  // A bracket that comes first stands for itself.
  if (isFirst && input.take(']')) tests.push(chars.literal(93, false));
  while (!input.atEnd && !input.sees(']') && !input.sees('&&')) tests.push(member(input));
  if (tests.length === 0) throw new PatternSyntaxError('empty char-class');
  return chars.union(tests);
}

function member(input: PatternReader): CharTest {
  const first = item(input);
  if (!input.sees('-') || input.sees('-]')) return first.test;
  input.take('-');
  const last = input.atEnd ? undefined : item(input);
  if (first.code === undefined || last?.code === undefined)
    throw new PatternSyntaxError('char-class value at start or end of range');
  if (last.code < first.code) throw new PatternSyntaxError('empty range in char class');
  return chars.range(first.code, last.code);
}

function item(input: PatternReader): Item {
  const named = input.matches(/\[:(\^?[a-z]+):\]/y);
  if (named !== undefined) return { test: posixClass(named) };
  const char = input.next();
  if (char === '[') return { test: parseClass(input) };
  if (char !== '\\') return single(char.charCodeAt(0));
  if (input.take('b')) return single(8);
  const { code, test } = readEscape(input);
  return test ? { test } : single(code);
}

const single = (code: number): Item => ({ code, test: chars.literal(code, false) });

function posixClass(name: string): CharTest {
  const bare = name.replace('^', '');
  const test = Object.hasOwn(chars.posix, bare) ? chars.posix[bare] : undefined;
  if (!test) throw new PatternSyntaxError(`invalid POSIX bracket ${name}`);
  return name.startsWith('^') ? chars.not(test) : test;
}
