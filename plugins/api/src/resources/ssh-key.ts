/** The SSH key of a repository that people give: jobs clone with it, submodules too (travis-api facts 7). */
import { z, type Repository, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { findRepository } from './find.js';
import { readPrivateKey, type PublicHalf } from './read-private-key.js';

const PATH = '/v3/repo/:repo/key_pair';
const description = z.string().max(255);
const value = z.string().max(32_768);
const create = z.object({ description: description.default(''), value });
const update = z.object({ description: description.optional(), value: value.optional() });

type SshKey = PublicHalf & { readonly description: string };

export function sshKeyRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/key_pairs', async (call) => {
      const repository = await findRepository(call, 'write');
      const key = await keyOf(api, repository);
      return collection(call, 'key_pairs', key ? [render(repository, key)] : []);
    }),
    endpoint(api, `GET ${PATH}`, async (call) => {
      const repository = await findRepository(call, 'write');
      return single(render(repository, await present(api, repository)));
    }),
    endpoint(api, `POST ${PATH}`, (call) => give(api, call), { audit: 'ssh_key.create' }),
    endpoint(api, `PATCH ${PATH}`, (call) => change(api, call), { audit: 'ssh_key.update' }),
    endpoint(
      api,
      `DELETE ${PATH}`,
      async (call) => {
        const repository = await findRepository(call, 'admin');
        const before = await present(api, repository);
        await api.store.repositories.setSealed(repository.id, {
          sshKey: null,
          sshKeyDescription: null,
        });
        await call.exchange.audit({ repositoryId: repository.id, before: { ...before } });
        return { status: 204 };
      },
      { audit: 'ssh_key.remove' },
    ),
  ];
}

async function give(api: Api, call: Call) {
  const repository = await findRepository(call, 'admin');
  const wanted = readFields(create, await call.exchange.json(), 'key_pair');
  if (await keyOf(api, repository))
    throw conflict('duplicate_resource', 'The repository has an SSH key already.', {
      wayOut: 'Replace it with PATCH, or remove it first.',
    });
  const after = { description: wanted.description, ...readPrivateKey(wanted.value) };
  await keep(api, repository, wanted);
  await call.exchange.audit({ repositoryId: repository.id, after });
  return single(render(repository, after), 201);
}

async function change(api: Api, call: Call) {
  const repository = await findRepository(call, 'admin');
  const wanted = readFields(update, await call.exchange.json(), 'key_pair');
  const before = await present(api, repository);
  const half = wanted.value === undefined ? before : readPrivateKey(wanted.value);
  const after = { ...half, description: wanted.description ?? before.description };
  await keep(api, repository, wanted);
  await call.exchange.audit({ repositoryId: repository.id, before: { ...before }, after });
  return single(render(repository, after));
}

async function keep(
  api: Api,
  { id }: Repository,
  given: { readonly description?: string | undefined; readonly value?: string | undefined },
): Promise<void> {
  await api.store.repositories.setSealed(id, {
    ...(given.value === undefined ? {} : { sshKey: api.secrets.seal(ended(given.value)) }),
    ...(given.description === undefined ? {} : { sshKeyDescription: given.description }),
  });
}

/** ssh refuses a key whose last line does not end. */
const ended = (key: string): string => `${key.replaceAll('\r\n', '\n').trimEnd()}\n`;

async function present(api: Api, repository: Repository): Promise<SshKey> {
  const found = await keyOf(api, repository);
  if (!found) throw notFound('key_pair');
  return found;
}

async function keyOf(api: Api, { id }: Repository): Promise<SshKey | undefined> {
  const sealed = await api.store.repositories.sealed(id);
  if (!sealed?.sshKey) return undefined;
  const half = readPrivateKey(api.secrets.open(sealed.sshKey));
  return { ...half, description: sealed.sshKeyDescription ?? '' };
}

function render({ id }: Repository, { description, publicKey, fingerprint }: SshKey): Wire {
  return {
    '@type': 'key_pair',
    '@href': `/v3/repo/${id}/key_pair`,
    '@representation': 'standard',
    description,
    public_key: publicKey,
    fingerprint,
  };
}
