/** Travis's `secure` values: RSA PKCS#1 v1.5 with a key pair of the repository. */
import {
  constants,
  createPrivateKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { InputError, TurnpikeError } from '../contracts/errors.js';
import { unpadPkcs1 } from './pkcs1.js';

/** As Travis: travis-ci `lib/travis/model/ssl_key.rb`. */
const RSA_BITS = 4096;
const PKCS1_OVERHEAD = 11;

/** Throws InputError where the text is longer than the key can hold, or the key is none. */
export function encryptFor(publicKey: string, plain: string): string {
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
export function decryptWith(privateKey: string, secure: string): string {
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

export async function newKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  return generate('rsa', {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
