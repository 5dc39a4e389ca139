/** JSON that strangers send: how deep it goes and of how many pieces it is, is counted before it is read. */
import { InputError } from './errors.js';

/** What JSON from outside may have at most. @stable */
export interface JsonBounds {
  /** Lists and objects in one another. */
  readonly depth: number;
  /** Brackets, commas and colons: what reading costs, in time and memory. */
  readonly pieces: number;
}

/** For what people and their tools send. @stable */
export const JSON_BOUNDS: JsonBounds = { depth: 200, pieces: 100_000 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * What is read of a JSON text in UTF-8, as `JSON.parse` does. Throws InputError TURNPIKE_INPUT_INVALID
 * for what is no JSON, goes too deep or has too many pieces: the latter two in time that grows with
 * the bounds, not with the text.
 * @stable
 */
export function parseBoundedJson(bytes: Uint8Array, bounds: JsonBounds = JSON_BOUNDS): unknown {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const excess = jsonExcess(text, bounds);
  if (excess) throw new InputError('TURNPIKE_INPUT_INVALID', `The JSON ${excess}.`, { ...bounds });
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new InputError('TURNPIKE_INPUT_INVALID', 'The body is not valid JSON.', {}, error);
  }
}

/** What of it is beyond the bounds, in words; undefined: nothing. It need not be JSON. @experimental */
export function jsonExcess(text: Uint8Array, bounds: JsonBounds = JSON_BOUNDS): string | undefined {
  let depth = 0;
  let pieces = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) at = endOfString(text, at);
    else if (byte === COMMA || byte === COLON) pieces += 1;
    else if (isOpening(byte)) {
      pieces += 1;
      depth += 1;
      if (depth > bounds.depth) return `is more than ${bounds.depth} lists and objects deep`;
    } else if (isClosing(byte)) depth -= 1;
    if (pieces > bounds.pieces) return `is of more than ${bounds.pieces} pieces`;
  }
  return undefined;
}

/** Where the closing quote is; the end where there is none. Texts are skipped by machine code. */
function endOfString(text: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    at = text.indexOf(QUOTE, at + 1);
    if (at === -1) return text.length;
    let slashes = 0;
    while (text[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
}

const isOpening = (byte: number | undefined): boolean => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number | undefined): boolean => byte === 0x5d || byte === 0x7d;

/**
 * How long a value is as JSON, about: texts by their characters. Stops above `most`, so that it costs
 * no more than the bound, whatever the value.
 * @experimental
 */
export function jsonSize(value: unknown, most = Infinity): number {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && size <= most) {
    const one = open.pop();
    if (typeof one === 'string') size += one.length + 3;
    else if (typeof one !== 'object' || one === null) size += 6;
    else {
      size += 2;
      if (Array.isArray(one)) for (const item of one) open.push(item);
      else size += pushMembers(one, open);
      // What is yet to be looked at counts two each at least.
      if (size + open.length * 2 > most) return size + open.length * 2;
    }
  }
  return size;
}

function pushMembers(object: object, open: unknown[]): number {
  let size = 0;
  for (const [name, member] of Object.entries(object)) {
    if (member === undefined) continue;
    size += name.length + 4;
    open.push(member);
  }
  return size;
}
