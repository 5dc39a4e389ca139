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
