import { createPrivateKey, createPublicKey, createSign } from 'node:crypto';
import type { TokenIssuer } from '../contracts/host.js';
import type { Principal } from '../contracts/http.js';
import type { KeyRing } from './server-key.js';

const ISSUER = 'turnpike';
const ALGORITHM = 'HS256';

export interface TokenIssuerOptions {
  readonly keys: KeyRing;
  /** PEM of the RSA key that signs webhooks; asked for once. */
  signingKey(): Promise<string>;
}

/** Run and job tokens are JWTs (HS256) under a key derived from the server's: any of our processes checks them. */
export function createTokenIssuer({ keys, signingKey }: TokenIssuerOptions): TokenIssuer {
  let secret: Uint8Array | undefined;
  const tokenKey = () => (secret ??= keys.derive('tokens'));
  let pem: Promise<string> | undefined;
  const signer = () => (pem ??= signingKey());

  async function issue(
    claims: Record<string, unknown>,
    expiresInSeconds?: number,
  ): Promise<string> {
    // Loaded on first use: a process that issues nothing starts without it.
    const { SignJWT } = await import('jose');
    const token = new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM }).setIssuer(ISSUER);
    if (expiresInSeconds !== undefined) token.setExpirationTime(`${expiresInSeconds}s`);
    return token.setIssuedAt().sign(tokenKey());
  }

  async function verify(token: string): Promise<Principal | undefined> {
    if (token.split('.').length !== 3) return undefined;
    const { jwtVerify } = await import('jose');
    try {
      const options = { issuer: ISSUER, algorithms: [ALGORITHM] };
      const { payload } = await jwtVerify(token, tokenKey(), options);
      return toPrincipal(payload);
    } catch {
      return undefined;
    }
  }

  return {
    runToken: ({ jobId, run }) => issue({ kind: 'run', jobId, run }),
    jobToken: ({ jobId, run, buildId, repositoryId }, expiresInSeconds) =>
      issue({ kind: 'job', jobId, run, buildId, repositoryId }, expiresInSeconds),
    verify,
    publicKey: async () =>
      createPublicKey(createPrivateKey(await signer()))
        .export({ type: 'spki', format: 'pem' })
        .toString(),
    sign: async (algorithm, text) =>
      createSign(`RSA-${algorithm.toUpperCase()}`)
        .update(text)
        .sign(await signer(), 'base64'),
  };
}

function toPrincipal(claims: Readonly<Record<string, unknown>>): Principal | undefined {
  const { kind, jobId, run, buildId, repositoryId } = claims;
  if (!isId(jobId) || !isId(run)) return undefined;
  if (kind === 'run') return { kind, jobId, run };
  if (kind !== 'job' || !isId(buildId) || !isId(repositoryId)) return undefined;
  return { kind, jobId, run, buildId, repositoryId };
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
