import sshpk, { type PrivateKey } from 'sshpk';
import { unprocessable } from '../envelope/failures.js';

/** What of a private key may be shown. */
export interface PublicHalf {
  /** As `authorized_keys` has it. */
  readonly publicKey: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** Throws InputError TURNPIKE_INPUT_REFUSED where a job's ssh could not use it. The message has nothing of the key. */
export function readPrivateKey(text: string): PublicHalf {
  const publicKey = parsed(text).toPublic();
  publicKey.comment = '';
  return {
    publicKey: publicKey.toString('ssh').trim(),
    fingerprint: publicKey.fingerprint('sha256').toString(),
  };
}

function parsed(text: string): PrivateKey {
  try {
    return sshpk.parsePrivateKey(text.replaceAll('\r\n', '\n'), 'auto');
  } catch (error) {
    throw unprocessable(
      (error as Error).name === 'KeyEncryptedError'
        ? 'The key has a passphrase, which no job could type. Take one without: ssh-keygen -p -N "" -f FILE'
        : 'This is no private SSH key. Give the whole file, from -----BEGIN to -----END: RSA, ECDSA or Ed25519.',
      'value',
    );
  }
}
