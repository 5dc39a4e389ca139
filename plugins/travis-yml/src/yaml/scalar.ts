import type { RawScalar } from './raw.js';

/** Why a plain scalar cannot stand in a configuration. */
export class DisallowedScalar extends Error {}

const literal = /yes|no|on|off/;
const decimal = /^[-+]?(?:\d+\.\d*|\.\d+)$/;
const date = /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/;
const integer =
  /^(?:[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:\d|,\d|_\d)*)|[-+]?0x[\da-fA-F_,]+)$/;
const sexagesimal = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}$/;
const sexagesimalFloat = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}\.[\d_]*$/;

const text = (value: string): RawScalar => ({ kind: 'scalar', value });
const float = (value: number): RawScalar => ({ kind: 'scalar', value, float: true });

/**
 * The value of a plain scalar: YAML 1.1 as Psych reads it, with Travis's exceptions: decimal
 * fractions and all that holds `yes no on off` stay text (travis-yml, `lib/travis/yml/parser`).
 * Throws DisallowedScalar for a plain date.
 */
export function plainScalar(input: string): RawScalar {
  if (input === '') return { kind: 'scalar', value: null };
  if (literal.test(input) || decimal.test(input)) return text(input);
  const word = words.get(input.toLowerCase());
  if (word !== undefined) return { kind: 'scalar', value: word };
  const first = input.charCodeAt(0);
  if (first === 58 && input.length > 1) return text(symbol(input));
  if (first === 46 || first === 43 || first === 45 || (first >= 48 && first <= 57))
    return numeric(input);
  return text(input);
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['~', null],
  ['null', null],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

function symbol(input: string): string {
  const quoted = /^:(["'])(.*)\1$/s.exec(input);
  return quoted?.[2] ?? input.slice(1);
}

function numeric(input: string): RawScalar {
  if (integer.test(input)) return whole(input);
  if (date.test(input) && isCalendarDay(input)) throw new DisallowedScalar('Date');
  if (/^\.inf$/i.test(input)) return float(Infinity);
  if (/^-\.inf$/i.test(input)) return float(-Infinity);
  if (/^\.nan$/i.test(input)) return float(NaN);
  if (sexagesimal.test(input)) return { kind: 'scalar', value: base60(input) };
  if (sexagesimalFloat.test(input)) return float(base60(input));
  return text(input);
}

/** A number written as an integer; digits beyond 53 bits are kept. */
function whole(input: string): RawScalar {
  const digits = input.replace(/[,_]/g, '');
  const sign = digits.startsWith('-') ? -1n : 1n;
  const bare = digits.replace(/^[-+]/, '');
  const prefixed = /^0[0-7]+$/.test(bare) ? `0o${bare.slice(1)}` : bare;
  if (/^0[bxo]?$/.test(prefixed) && prefixed !== '0') return text(input);
  const value = sign * BigInt(prefixed);
  const number = Number(value);
  return { kind: 'scalar', value: Number.isSafeInteger(number) ? number : value };
}

function base60(input: string): number {
  const parts = input.replace(/_/g, '').split(':').map(Number);
  return parts.reduce((sum, part, index) => sum + part * 60 ** Math.abs(index - 2), 0);
}

function isCalendarDay(input: string): boolean {
  const [year = 0, month = 0, day = 0] = input.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

/** The value of a scalar with a tag; unknown tags are ignored. */
export function taggedScalar(tag: string, input: string, quoted: boolean): RawScalar {
  if (tag === 'tag:yaml.org,2002:str') return text(input);
  if (tag === 'tag:yaml.org,2002:binary' || tag === '!binary')
    return text(Buffer.from(input, 'base64').toString('utf8'));
  if (tag === 'tag:yaml.org,2002:float') return asFloat(plainScalar(input), input);
  return quoted && tag === '!' ? text(input) : plainScalar(input);
}

function asFloat(scalar: RawScalar, input: string): RawScalar {
  const number = typeof scalar.value === 'number' ? scalar.value : Number(input);
  return Number.isNaN(number) && scalar.float !== true ? scalar : float(number);
}
