/** What a platform of several processes shares, and nobody should have to think up. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const base64 = (): string => `${randomBytes(KEY_BYTES).toString('base64')}\n`;
/** Without characters that mean something in an address, in YAML or in a shell. */
const word = (): string => randomBytes(KEY_BYTES).toString('hex');

function signingKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
}

/** By name, how each is made. The names are those of files and of keys of a Secret: they stay. */
export const MADE_SECRETS = {
  'encryption-key': base64,
  'signing-key': signingKey,
  'role-secret': word,
  'worker-token': word,
  'broker-role-password': word,
  'broker-worker-password': word,
  'database-password': word,
} as const satisfies Readonly<Record<string, () => string>>;

/** Those that are not there yet, made. What is there is never made anew: settings are sealed with it. */
export function madeSecrets(there: ReadonlySet<string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(MADE_SECRETS).flatMap(([name, make]) =>
      there.has(name) ? [] : [[name, make()] as const],
    ),
  );
}
