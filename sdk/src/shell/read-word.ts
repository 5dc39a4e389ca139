/**
 * Reads shell words without running them: what is known of a value before the job's own shell has expanded it.
 * Works on bytes, since `$'…'` may say any.
 */

/** A word of shell source. @stable */
export interface ShellWord {
  /** What bash makes of it; undefined where that depends on variables or commands. */
  readonly value: string | undefined;
  /** Its constant pieces, quotes and escapes undone: the value itself, or what stands between expansions. */
  readonly pieces: readonly string[];
  /** Where it ends in the source. */
  readonly end: number;
  /** Whether all that it opens is closed again. */
  readonly closed: boolean;
}

interface Reading {
  readonly source: string;
  at: number;
  /** The piece being read, in latin1. */
  piece: string;
  readonly pieces: string[];
  expands: boolean;
}

const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');
const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString();

/** Reads one word that begins at the start of `source`. Never throws: an open quote ends with the source. @stable */
export function readShellWord(source: string): ShellWord {
  const reading: Reading = {
    source: bytesOf(source),
    at: 0,
    piece: '',
    pieces: [],
    expands: false,
  };
  while (reading.at < reading.source.length && !/[\s;&|<>()]/.test(signAt(reading))) step(reading);
  endPiece(reading);
  const { pieces, expands, at } = reading;
  const value = expands ? undefined : textOf(pieces.join(''));
  const end = textOf(reading.source.slice(0, at)).length;
  // What was never closed has been read to a place behind the end.
  return { value, pieces: pieces.map(textOf), end, closed: at <= reading.source.length };
}

/** Each `NAME=word` of a line, as `export` and `env:` take it. @stable */
export function readAssignments(
  line: string,
): readonly { readonly name: string; readonly source: string; readonly word: ShellWord }[] {
  const found: { name: string; source: string; word: ShellWord }[] = [];
  const start = /(?:^|\s)(\w+)=/gu;
  for (let match = start.exec(line); match; match = start.exec(line)) {
    const rest = line.slice(start.lastIndex);
    const word = readShellWord(rest);
    found.push({ name: match[1] ?? '', source: rest.slice(0, word.end), word });
    start.lastIndex += word.end;
  }
  return found;
}

const signAt = ({ source, at }: Reading): string => source[at] ?? '';

function step(reading: Reading): void {
  const sign = signAt(reading);
  if (sign === '\\') escaped(reading);
  else if (sign === "'") single(reading);
  else if (sign === '"') double(reading);
  else if (sign === '$' && reading.source[reading.at + 1] === "'") ansi(reading);
  else if (sign === '$' && reading.source[reading.at + 1] === '"') reading.at += 1;
  else if (sign === '$' || sign === '`') expansion(reading);
  else take(reading, 1);
}

function take(reading: Reading, count: number): void {
  reading.piece += reading.source.slice(reading.at, reading.at + count);
  reading.at += count;
}

function endPiece(reading: Reading): void {
  if (reading.piece !== '') reading.pieces.push(reading.piece);
  reading.piece = '';
}

function escaped(reading: Reading): void {
  reading.at += 1;
  if (signAt(reading) === '\n') reading.at += 1;
  else take(reading, 1);
}

function single(reading: Reading): void {
  const end = reading.source.indexOf("'", reading.at + 1);
  reading.at += 1;
  take(reading, (end < 0 ? reading.source.length : end) - reading.at);
  reading.at += 1;
}

function double(reading: Reading): void {
  reading.at += 1;
  while (reading.at < reading.source.length && signAt(reading) !== '"') {
    const sign = signAt(reading);
    if (sign === '\\' && /[$`"\\\n]/.test(reading.source[reading.at + 1] ?? '')) escaped(reading);
    else if (sign === '$' || sign === '`') expansion(reading);
    else take(reading, 1);
  }
  reading.at += 1;
}

const expansionAt = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;

/** Leaves out an expansion; a lone dollar sign is one. */
function expansion(reading: Reading): void {
  const { source, at } = reading;
  expansionAt.lastIndex = at;
  const simple = expansionAt.exec(source)?.[0];
  const next = source[at + 1];
  if (simple === undefined && source[at] === '$' && next !== '{' && next !== '(') {
    return take(reading, 1);
  }
  endPiece(reading);
  reading.expands = true;
  if (simple !== undefined) reading.at += simple.length;
  else if (source[at] === '`') reading.at = closing(source, at + 1, '`', '');
  else reading.at = closing(source, at + 2, next === '{' ? '}' : ')', next ?? '');
}

/** Behind the sign that closes what was opened before `from`; quotes inside are skipped. */
function closing(source: string, from: number, close: string, open: string): number {
  let depth = 1;
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (sign === '"' && close !== '`') at = behindQuote(source, at);
    else if (sign === "'" && close === ')') at = source.indexOf("'", at + 1);
    else if (sign === close && --depth === 0) return at + 1;
    else if (sign === open) depth += 1;
    if (at < 0) break;
  }
  return source.length + 1;
}

/** Where the double quote that opens at `from` closes; -1 where it does not. */
function behindQuote(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '"') return at;
  }
  return -1;
}

const named: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escape =
  /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([^])|([^]))/y;

function ansi(reading: Reading): void {
  reading.at += 2;
  while (reading.at < reading.source.length && signAt(reading) !== "'") {
    escape.lastIndex = reading.at;
    const match = signAt(reading) === '\\' ? escape.exec(reading.source) : null;
    if (!match) {
      take(reading, 1);
      continue;
    }
    reading.piece += ansiValue(match);
    reading.at += match[0].length;
  }
  reading.at += 1;
}

function ansiValue([, octal, hex, short, long, control, sign = '']: RegExpExecArray): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  const code = short ?? long;
  if (code !== undefined) return bytesOf(character(Number.parseInt(code, 16)));
  if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
  return named[sign] ?? (/[\\'"?]/.test(sign) ? sign : `\\${sign}`);
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
