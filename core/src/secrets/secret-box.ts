import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { TurnpikeError } from '../contracts/errors.js';
import type { SecretBox } from '../contracts/host.js';
import { decryptWith, encryptFor, newKeyPair } from './rsa.js';
import type { KeyRing } from './server-key.js';

export const SEALED_PREFIX = 'tpk1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Sealed text: `tpk1:<key id>:<base64 of iv, tag and cipher text>`. */
export function createSecretBox(keys: KeyRing): SecretBox {
  return {
    seal: (plain) => seal(keys, plain),
    open: (sealed) => open(keys, sealed),
    isSealed: (text) => text.startsWith(`${SEALED_PREFIX}:`),
    encryptFor,
    decryptWith,
    newKeyPair,
    hash: (token) => createHash('sha256').update(token).digest('hex'),
  };
}

function seal(keys: KeyRing, plain: string): string {
  const key = keys.current;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const packed = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  return `${SEALED_PREFIX}:${key.id}:${packed}`;
}

function open(keys: KeyRing, sealed: string): string {
  const [prefix, id = '', packed = ''] = sealed.split(':');
  const key = prefix === SEALED_PREFIX ? keys.find(id) : undefined;
  if (!key) throw unreadable(prefix === SEALED_PREFIX ? `It was sealed with the key ${id}.` : '');
  const bytes = Buffer.from(packed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = bytes.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (error) {
    throw unreadable('It was damaged.', error);
  }
}

function unreadable(why: string, cause?: unknown): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_SECRET_UNREADABLE',
    `A value cannot be opened with this server's key. ${why}`.trim(),
    {
      wayOut:
        'Restore the key file (keyFile) that belongs to this database, or set the value anew.',
    },
    cause,
  );
}
