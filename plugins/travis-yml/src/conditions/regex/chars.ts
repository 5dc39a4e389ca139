import type { CharTest } from './matcher.js';

const between =
  (low: number, high: number): CharTest =>
  (code) =>
    code >= low && code <= high;
const anyOf =
  (tests: readonly CharTest[]): CharTest =>
  (code) =>
    tests.some((test) => test(code));

export const not =
  (test: CharTest): CharTest =>
  (code) =>
    !test(code);
export const union = anyOf;
export const both =
  (left: CharTest, right: CharTest): CharTest =>
  (code) =>
    left(code) && right(code);
export const range = between;

const digit = between(48, 57);
const upper = between(65, 90);
const lower = between(97, 122);
const hex = anyOf([digit, between(65, 70), between(97, 102)]);
const word = anyOf([digit, upper, lower, (code) => code === 95]);
const space = anyOf([(code) => code === 32, between(9, 13)]);

/** Everything but a line break, as Ruby's dot. */
export const dot: CharTest = (code) => code !== 10;
export const anything: CharTest = () => true;
export const isWord = word;

/** Classes by the letter after the back-slash. */
export const classes: Readonly<Record<string, CharTest>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
  h: hex,
  H: not(hex),
};

/** Classes by their POSIX name. */
export const posix: Readonly<Record<string, CharTest>> = {
  alpha: anyOf([upper, lower]),
  digit,
  alnum: anyOf([digit, upper, lower]),
  upper,
  lower,
  space,
  xdigit: hex,
  word,
  punct: (code) => code > 32 && code < 127 && !word(code),
  blank: (code) => code === 32 || code === 9,
  cntrl: (code) => code < 32 || code === 127,
  print: between(32, 126),
  graph: between(33, 126),
};

/** Characters by the letter after the back-slash. */
export const controls: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  f: 12,
  v: 11,
  a: 7,
  e: 27,
};

/** One character, or either case of it. */
export function literal(code: number, ignoreCase: boolean): CharTest {
  if (!ignoreCase) return (other) => other === code;
  const text = String.fromCharCode(code);
  const codes = [code, text.toLowerCase().charCodeAt(0), text.toUpperCase().charCodeAt(0)];
  return (other) => codes.includes(other);
}

/** A class that takes either case of what it holds. */
export function foldingCase(test: CharTest): CharTest {
  return (code) => {
    const text = String.fromCharCode(code);
    const [low, up] = [text.toLowerCase(), text.toUpperCase()];
    return test(code) || test(low.charCodeAt(0)) || test(up.charCodeAt(0));
  };
}
