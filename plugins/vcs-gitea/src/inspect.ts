import {
  hostAddress,
  InputError,
  tokenIn,
  type RepoIdentity,
  type VcsCredential,
} from '@turnpike/sdk';
import { repositorySchema, toIdentity } from './payload.js';
import { repoPath, type Servers } from './place.js';
import type { ServerSettings } from './server.js';

/** Looks at an address that somebody wants to add. Throws InputError. */
export async function inspect(
  servers: Servers,
  server: ServerSettings,
  url: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const at = nameAt(server.url, url);
  if (!at)
    throw new InputError('TURNPIKE_INPUT_INVALID', `This is no repository of ${server.name}.`, {
      wayOut: `Give an address such as ${server.url}/owner/name.`,
    });
  const [owner, repo] = at.name;
  const given = credential ?? at.credential;
  const found = await servers.with(given).get(repoPath(owner, repo), repositorySchema);
  if (found)
    return { ...toIdentity(found), ...(at.credential ? { credential: at.credential } : {}) };
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${server.name} shows no repository ${owner}/${repo}.`,
    { wayOut: 'Give a token that may read it: a private one is not shown without.' },
  );
}

interface At {
  readonly name: readonly [string, string];
  /** It stood in the address. */
  readonly credential: VcsCredential | null;
}

function nameAt(base: string, url: string): At | undefined {
  const at = hostAddress(base, url);
  const [owner, repo, more] = at?.path.split('/') ?? [];
  if (!at || !owner || !repo || more) return undefined;
  return { name: [owner, repo], credential: tokenIn(at) };
}
