import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSecretBox, createTokenIssuer, memoryKeyRing } from '@turnpike/core';
import type { SecretBox, TokenIssuer } from '@turnpike/core/contracts';

const keys = memoryKeyRing(randomBytes(32));

/** The real box, with a key that lives as long as the test's process. @stable */
export function fakeSecrets(): SecretBox {
  return createSecretBox(keys);
}

let signingKey: string | undefined;

/** The real issuer, with keys that live as long as the test's process. @stable */
export function fakeTokenIssuer(): TokenIssuer {
  return createTokenIssuer({ keys, signingKey: async () => (signingKey ??= newSigningKey()) });
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
