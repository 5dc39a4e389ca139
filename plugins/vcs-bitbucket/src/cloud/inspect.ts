import { hostAddress, InputError, type RepoIdentity, type VcsCredential } from '@turnpike/sdk';
import { credentialIn } from '../credential.js';
import { repositorySchema, toIdentity } from './payload.js';
import type { Places } from '../places.js';
import { repoPath, type Place } from './place.js';

/** Looks at an address that somebody wants to add. Throws InputError. */
export async function inspect(
  { host, with: apiWith }: Places<Place>,
  url: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const at = hostAddress(host.url, url);
  const [workspace, repo, ...more] = at?.path.split('/') ?? [];
  // What is behind `src` is a place within it.
  if (!at || !workspace || !repo || (more.length > 0 && more[0] !== 'src'))
    throw new InputError('TURNPIKE_INPUT_INVALID', `This is no repository of ${host.name}.`, {
      wayOut: `Give an address such as ${host.url}/workspace/name.`,
    });
  const own = credentialIn(at);
  const api = apiWith(credential ?? own);
  const found = await api.get(repoPath(workspace, repo), repositorySchema);
  if (found) return { ...toIdentity(found, host.url), ...(own ? { credential: own } : {}) };
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${host.name} shows no repository ${workspace}/${repo}.`,
    { wayOut: 'Give a token that may read it: a private one is not shown without.' },
  );
}
