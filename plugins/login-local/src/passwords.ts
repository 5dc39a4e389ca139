/** Passwords as scrypt hashes: `scrypt$N$r$p$salt$hash`, so that costs can be raised later. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { InputError } from '@turnpike/sdk';
import { weaknessOf } from './weak-passwords.js';

const COST = { N: 32_768, r: 8, p: 1 };
const HASH_BYTES = 32;
/** 128 · N · r bytes are needed; a little more is allowed. */
const MEMORY_BYTES = 64 * 1_048_576;
const LEAST_CHARACTERS = 12;
const MOST_CHARACTERS = 1_000;

/** Throws InputError for one that is too short or too easy. `about`: what the account is called. */
export function checkPassword(
  password: string,
  about: readonly (string | null | undefined)[] = [],
): void {
  const why = problemOf(password, about);
  if (why === undefined) return;
  throw new InputError('TURNPIKE_INPUT_INVALID', why, {
    key: 'password',
    wayOut: 'Take several words that do not belong together, or what a password manager makes.',
  });
}

function problemOf(
  password: string,
  about: Parameters<typeof checkPassword>[1],
): string | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length < LEAST_CHARACTERS) return `A password has at least ${LEAST_CHARACTERS} characters.`;
  if (password.length > MOST_CHARACTERS) return 'This password is too long.';
  return weaknessOf(password, about);
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** false too for what is no hash of ours; without one it takes as long as with one. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const [kind, N, r, p, salt, hash] = (stored ?? NOBODY).split('$');
  if (kind !== 'scrypt' || !salt || !hash || password.length > MOST_CHARACTERS) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  const wanted = Buffer.from(hash, 'base64url');
  const same = wanted.length === given.length && timingSafeEqual(wanted, given);
  return same && stored !== undefined;
}

const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'bm9ib2R5', 'bm9ib2R5'].join('$');

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same character may be typed in several forms.
    const text = password.normalize('NFKC');
    scrypt(text, salt, HASH_BYTES, { ...cost, maxmem: MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
