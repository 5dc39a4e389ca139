import { createPrivateKey, sign } from 'node:crypto';
import { ConfigError } from '@turnpike/sdk';

/** What an app proves itself with. */
export interface AppKey {
  /** Number or client id. */
  readonly id: string;
  /** PEM, PKCS#1 (as GitHub gives it) or PKCS#8. */
  readonly privateKey: string;
}

/** GitHub takes at most ten minutes; beginning a minute ago lets its clock be behind a little. */
const BEFORE_S = 60;
const LASTS_S = 480;

/** `nowMs`: by GitHub's clock, as far as it is known. Throws ConfigError. */
export function appJwt({ id, privateKey }: AppKey, nowMs: number): string {
  const now = Math.floor(nowMs / 1000);
  const claims = { iat: now - BEFORE_S, exp: now + LASTS_S, iss: id };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encode).join('.');
  const signature = sign('RSA-SHA256', Buffer.from(signed), keyOf(id, privateKey));
  return `${signed}.${signature.toString('base64url')}`;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function keyOf(id: string, pem: string) {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const words = `The private key of the GitHub App ${id} cannot be read.`;
    const wayOut =
      'Give the PEM file that GitHub made, whole; or make a new key on its page there.';
    throw new ConfigError('TURNPIKE_CONFIG_INVALID', words, { wayOut }, error);
  }
}
