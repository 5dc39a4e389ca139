import { createHash, createPublicKey } from 'node:crypto';
import type { Repository, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { findRepository } from './find.js';
import { ensureKeys } from './repository-keys.js';

/** The public half with which `secure` values are encrypted. */
export function keyPairRoutes(api: Api): Route[] {
  const path = '/v3/repo/:repo/key_pair/generated';
  return [
    endpoint(api, `GET ${path}`, async (call) =>
      single(render(await withKeys(api, await findRepository(call, 'read')))),
    ),
    endpoint(
      api,
      `POST ${path}`,
      async (call) => {
        const repository = await findRepository(call, 'admin');
        const { publicKey, privateKey } = await api.secrets.newKeyPair();
        await api.store.repositories.setSealed(repository.id, {
          publicKey,
          privateKey: api.secrets.seal(privateKey),
        });
        await call.exchange.audit({
          repositoryId: repository.id,
          before: repository.publicKey ? { fingerprint: fingerprint(repository.publicKey) } : null,
          after: { fingerprint: fingerprint(publicKey) },
        });
        return single(render({ ...repository, publicKey }));
      },
      { audit: 'key_pair.create' },
    ),
  ];
}

/** Waits until the keys of a new repository are made. */
async function withKeys(api: Api, repository: Repository): Promise<Repository> {
  if (repository.publicKey !== null) return repository;
  await ensureKeys(api, repository.id);
  return (await api.store.repositories.get(repository.id)) ?? repository;
}

function render(repository: Repository): Wire {
  const { publicKey } = repository;
  if (!publicKey) throw notFound('key_pair');
  return {
    '@type': 'key_pair_generated',
    '@href': `/v3/repo/${repository.id}/key_pair/generated`,
    '@representation': 'standard',
    description: 'Encrypts secure values of this repository.',
    public_key: publicKey,
    fingerprint: fingerprint(publicKey),
  };
}

function fingerprint(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  return `SHA256:${createHash('sha256').update(der).digest('base64').replace(/=+$/, '')}`;
}
