/** `PATCH /v3/repo/:repo`: where it lies, what it is read with, and who may see it. */
import {
  InputError,
  withoutCredentials,
  z,
  type Repository,
  type VcsCredential,
} from '@turnpike/sdk';
import { openRepoAccess, writeCredential } from '@turnpike/sdk/store';
import type { Call } from '../endpoint.js';
import { adminRequired, unprocessable } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { inspect, refuseKnown } from './add-repository.js';
import { findRepository } from './find.js';

const input = z.object({
  clone_url: z.string().min(1).max(2000).optional(),
  /** null or empty: none any more. */
  token: z.string().max(1000).nullish(),
  private: flagField.optional(),
  default_branch: z.string().min(1).max(255).optional(),
});
type Input = z.infer<typeof input>;

/** A place on or beyond this machine is for administrators of the platform, as adding one is. */
export async function changeRepository(call: Call): Promise<Repository> {
  const { api } = call;
  const repository = await findRepository(call, 'admin');
  const wanted = readFields(input, await call.exchange.json(), 'repository');
  if (wanted.clone_url !== undefined && !call.access.root) throw adminRequired();
  if (Object.values(wanted).every((value) => value === undefined))
    throw unprocessable('Give clone_url, token, private or default_branch.');
  const place = isMoved(wanted) ? await lookThere(call, repository, wanted) : undefined;
  const changed = await api.store.transaction(async (tx) => {
    const { private: hidden, default_branch: branch } = wanted;
    const changed = await tx.repositories.update(repository.id, {
      ...(hidden === undefined ? {} : { private: hidden }),
      ...(branch === undefined ? {} : { defaultBranch: branch }),
      ...(place ? { ...place.row, hostFault: null, activation: null } : {}),
    });
    if (place) await tx.repositories.setSealed(repository.id, { credential: place.credential });
    tx.emit('repository:changed', { repositoryId: repository.id });
    return changed ?? repository;
  });
  await call.exchange.audit({
    target: `repo/${repository.slug}`,
    repositoryId: repository.id,
    before: seen(repository),
    after: { ...seen(changed), ...(wanted.token === undefined ? {} : { token_changed: true }) },
  });
  return changed;
}

/** For the audit log: an address may have a password in it. */
function seen({ cloneUrl, private: hidden, defaultBranch }: Repository) {
  return {
    clone_url: withoutCredentials(cloneUrl),
    private: hidden,
    default_branch: defaultBranch,
  };
}

function isMoved({ clone_url, token }: Input): boolean {
  return clone_url !== undefined || token !== undefined;
}

/** Throws what the provider throws: a place that cannot be read is not stored. */
async function lookThere({ api }: Call, repository: Repository, { clone_url, token }: Input) {
  const url = clone_url ?? repository.cloneUrl;
  const kept = token === undefined ? await keptCredential(api, repository, url) : null;
  const { identity } = await inspect(api, {
    clone_url: url,
    provider: repository.vcsProvider,
    ...(token ? { token } : {}),
    credential: kept,
  });
  await refuseKnown(api, repository.vcsProvider, identity.vcsId, repository.id);
  if (repository.vcsId !== null && identity.vcsId !== null && identity.vcsId !== repository.vcsId)
    throw new InputError(
      'TURNPIKE_INPUT_REFUSED',
      `At this address its host has another repository, ${identity.slug}.`,
      { key: 'clone_url', wayOut: 'Add that one by itself: turnpike repo add.' },
    );
  const credential: VcsCredential | null = token
    ? { kind: 'token', token }
    : (identity.credential ?? kept);
  const { cloneUrl, htmlUrl, vcsId } = identity;
  return {
    row: { cloneUrl, htmlUrl, vcsId },
    credential: credential && api.secrets.seal(writeCredential(credential)),
  };
}

/** A credential is for its host: another one must not learn it. */
async function keptCredential(
  api: Call['api'],
  repository: Repository,
  url: string,
): Promise<VcsCredential | null> {
  if (hostOf(url) !== hostOf(repository.cloneUrl)) return null;
  const { credential } = await openRepoAccess(api, repository);
  return credential?.kind === 'ssh' ? null : credential;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin + new URL(url).host : url;
}
