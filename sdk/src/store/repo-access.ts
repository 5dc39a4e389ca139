import type {
  RepoAccess,
  Repository,
  SecretBox,
  Store,
  VcsCredential,
} from '@turnpike/core/contracts';

/** A credential as `sealedCredential` holds it: seal the answer, or give it to `readCredential`. @experimental */
export function writeCredential(credential: VcsCredential): string {
  return JSON.stringify(credential);
}

/** The other way round. Text that is no such record is a token. @experimental */
export function readCredential(text: string): VcsCredential {
  if (!text.startsWith('{')) return { kind: 'token', token: text };
  return JSON.parse(text) as VcsCredential;
}

/**
 * The same for asking its host: where the repository has no credential, with the token of whose identity it was switched
 * on. Never for a job, which is to get no more than it needs.
 * @experimental
 */
export async function openHostAccess(
  deps: {
    readonly store: Pick<Store, 'repositories' | 'identities'>;
    readonly secrets: SecretBox;
  },
  repository: Repository,
): Promise<RepoAccess> {
  const own = await openRepoAccess(deps, repository);
  const lender = repository.activation?.identityId ?? null;
  if (own.credential !== null || lender === null) return own;
  const token = await identityToken(deps, lender, repository.vcsProvider);
  return token === undefined ? own : { repository, credential: { kind: 'token', token } };
}

/** undefined: the identity has none that its host takes, as far as is known. */
async function identityToken(
  { store, secrets }: { readonly store: Pick<Store, 'identities'>; readonly secrets: SecretBox },
  id: number,
  host: string,
): Promise<string | undefined> {
  const [identity, sealed] = [await store.identities.get(id), await store.identities.tokens(id)];
  // A token goes to its own host alone.
  if (!identity || identity.host !== host) return undefined;
  if (!sealed?.token || identity.revokedAt !== null) return undefined;
  if ((identity.expiresAt ?? Infinity) <= Date.now()) return undefined;
  return secrets.open(sealed.token);
}

/**
 * A repository with its opened credential, as VcsProviders want it. An SSH key stands in where there
 * is no credential and the repository is cloned over SSH.
 * Throws TurnpikeError TURNPIKE_SECRET_UNREADABLE. The answer holds a secret: never store or log it.
 * @experimental
 */
export async function openRepoAccess(
  deps: { readonly store: Pick<Store, 'repositories'>; readonly secrets: SecretBox },
  repository: Repository,
): Promise<RepoAccess> {
  const sealed = await deps.store.repositories.sealed(repository.id);
  if (sealed?.credential)
    return { repository, credential: readCredential(deps.secrets.open(sealed.credential)) };
  if (sealed?.sshKey && !/^(https?:|\/)/.test(repository.cloneUrl)) {
    const privateKey = deps.secrets.open(sealed.sshKey);
    return { repository, credential: { kind: 'ssh', privateKey } };
  }
  return { repository, credential: null };
}
