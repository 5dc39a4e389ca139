/** `POST /v3/repos`: looks at what is to be added, then stores it with keys of its own. */
import { randomBytes } from 'node:crypto';
import {
  isTurnpikeError,
  slugParts,
  whyNoSlug,
  z,
  type RepoIdentity,
  type Repository,
  type VcsCredential,
} from '@turnpike/sdk';
import { openHostAccess, writeCredential } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { conflict, wrongParams } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { hookUrl } from './take-hook-away.js';
import { makeKeysSoon } from './repository-keys.js';

const input = z.object({
  clone_url: z.string().min(1).max(2000),
  slug: z.string().optional(),
  provider: z.string().max(50).optional(),
  default_branch: z.string().min(1).max(255).optional(),
  private: flagField.optional(),
  token: z.string().max(1000).optional(),
  install_hook: flagField.optional(),
});
type Input = z.infer<typeof input>;

/** What is looked at: with the token that came along, or the credential that is known. */
interface Place extends Pick<Input, 'clone_url' | 'provider' | 'token'> {
  readonly credential?: VcsCredential | null;
}

export interface AddedRepository {
  readonly repository: Repository;
  /** How installing the host's hook went, where it was asked for. */
  readonly hook?: { readonly installed: boolean; readonly message: string };
}

/** Throws ConflictError for a slug that is there, InputError for what no provider knows. */
export async function addRepository(call: Call): Promise<AddedRepository> {
  const { api } = call;
  const wanted = readFields(input, await call.exchange.json(), 'repository');
  const { provider, identity } = await inspect(api, wanted);
  const slug = wanted.slug ?? identity.slug;
  const odd = whyNoSlug(slug);
  if (odd)
    throw wrongParams(`It cannot be named ${slug}: ${odd}. Give a slug: owner/name.`, 'slug');
  if (await api.store.repositories.bySlug(slug)) {
    throw conflict('duplicate_resource', `There is a repository ${slug} already.`, { slug });
  }
  await refuseKnown(api, provider, identity.vcsId);
  const repository = await store(api, wanted, slug, provider, identity);
  makeKeysSoon(api, repository.id);
  if (!wanted.install_hook) return { repository };
  return { repository, hook: await installHook(api, repository) };
}

/** The host's own id says that it is here, whatever it is called. */
export async function refuseKnown(
  api: Api,
  provider: string,
  vcsId: string | null,
  except?: number,
): Promise<void> {
  if (vcsId === null) return;
  const known = await api.store.repositories.byVcsId(provider, vcsId);
  if (!known || known.id === except) return;
  const { slug } = known;
  throw conflict('duplicate_resource', `This repository is here already, as ${slug}.`, { slug });
}

/** The repository is there already: what the host refuses is told, not thrown. */
export async function installHook(api: Api, repository: Repository) {
  const provider = api.vcsProviders.find((one) => one.id === repository.vcsProvider);
  const sealed = await api.store.repositories.sealed(repository.id);
  if (!provider?.installHook || !sealed?.webhookSecret) {
    return { installed: false, message: 'This provider installs no hooks; pushes are polled for.' };
  }
  const target = { url: hookUrl(api, repository), secret: api.secrets.open(sealed.webhookSecret) };
  try {
    const access = await openHostAccess(api, repository);
    return { installed: true, message: await provider.installHook(access, target) };
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    const { wayOut } = error.details;
    return { installed: false, message: [error.message, wayOut].filter(Boolean).join(' ') };
  }
}

/** The provider that was named, or the first that knows the URL. */
export async function inspect(
  api: Api,
  { clone_url: url, provider: named, token, credential: given }: Place,
): Promise<{ provider: string; identity: RepoIdentity }> {
  const providers = api.vcsProviders
    .filter((one) => named === undefined || one.id === named)
    .toSorted((a, b) => Number(a.anyHost ?? false) - Number(b.anyHost ?? false));
  const credential = token ? ({ kind: 'token', token } as const) : (given ?? null);
  let refusal: unknown;
  for (const provider of providers) {
    try {
      const identity = await provider.inspect?.(url, credential);
      if (identity) return { provider: provider.id, identity };
    } catch (error) {
      if (!isTurnpikeError(error)) throw error;
      refusal = error;
    }
  }
  if (refusal) throw refusal;
  const known = api.vcsProviders.map((one) => one.id).join(', ') || 'none';
  throw wrongParams(
    `No provider here knows ${named ?? 'this URL'}. There are: ${known}.`,
    'provider',
  );
}

async function store(
  api: Api,
  wanted: Input,
  slug: string,
  provider: string,
  identity: RepoIdentity,
): Promise<Repository> {
  const { owner: ownerLogin, name } = slugParts(slug) ?? { owner: '', name: slug };
  const credential = credentialOf(wanted, identity);
  return api.store.transaction(async (tx) => {
    const owner = await tx.owners.ensure({
      host: provider,
      login: ownerLogin,
      type: identity.ownerType,
    });
    const repository = await tx.repositories.insert({
      ownerId: owner.id,
      name,
      vcsProvider: provider,
      vcsId: identity.vcsId,
      cloneUrl: identity.cloneUrl,
      htmlUrl: identity.htmlUrl,
      private: wanted.private ?? identity.private,
      fork: identity.fork,
      defaultBranch: wanted.default_branch ?? identity.defaultBranch,
      description: identity.description,
      active: true,
      sealedWebhookSecret: api.secrets.seal(randomBytes(24).toString('base64url')),
      ...(credential ? { sealedCredential: api.secrets.seal(writeCredential(credential)) } : {}),
    });
    tx.emit('repository:changed', { repositoryId: repository.id });
    return repository;
  });
}

function credentialOf({ token }: Input, identity: RepoIdentity): VcsCredential | null {
  return token ? { kind: 'token', token } : (identity.credential ?? null);
}
