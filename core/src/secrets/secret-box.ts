import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { InputError, TurnpikeError } from '../contracts/errors.js';
import type { SecretBox } from '../contracts/host.js';
import { unpadPkcs1 } from './pkcs1.js';
import type { KeyRing } from './server-key.js';

const PREFIX = 'tpk1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** As Travis: `lib/travis/model/ssl_key.rb` of travis-ci. */
const RSA_BITS = 4096;
const PKCS1_OVERHEAD = 11;

/** Sealed text: `tpk1:<key id>:<base64 of iv, tag and cipher text>`. */
export function createSecretBox(keys: KeyRing): SecretBox {
  return {
    seal: (plain) => seal(keys, plain),
    open: (sealed) => open(keys, sealed),
    isSealed: (text) => text.startsWith(`${PREFIX}:`),
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
  return `${PREFIX}:${key.id}:${packed}`;
}

function open(keys: KeyRing, sealed: string): string {
  const [prefix, id = '', packed = ''] = sealed.split(':');
  const key = prefix === PREFIX ? keys.find(id) : undefined;
  if (!key) throw unreadable(prefix === PREFIX ? `It was sealed with the key ${id}.` : '');
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

/** Throws InputError where the text is longer than the key can hold, or the key is none. */
function encryptFor(publicKey: string, plain: string): string {
  try {
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
    return publicEncrypt(key, Buffer.from(plain, 'utf8')).toString('base64');
  } catch (error) {
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      'The value cannot be encrypted with this public key.',
      { wayOut: `A key of ${RSA_BITS} bits holds ${RSA_BITS / 8 - PKCS1_OVERHEAD} bytes.` },
      error,
    );
  }
}

/**
 * Node refuses RSA_PKCS1_PADDING for private keys where its OpenSSL has no implicit rejection
 * (CVE-2023-46809), so the padding is taken off here. No oracle: callers get one error for all faults.
 */
function decryptWith(privateKey: string, secure: string): string {
  try {
    const key = { key: createPrivateKey(privateKey), padding: constants.RSA_NO_PADDING };
    return unpadPkcs1(privateDecrypt(key, Buffer.from(secure, 'base64'))).toString('utf8');
  } catch (error) {
    throw new TurnpikeError(
      'TURNPIKE_SECRET_UNREADABLE',
      "A secure value cannot be opened with the repository's key.",
      { wayOut: 'Encrypt it again for this repository: turnpike encrypt.' },
      error,
    );
  }
}

const generate = promisify(generateKeyPair);

async function newKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  return generate('rsa', {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
