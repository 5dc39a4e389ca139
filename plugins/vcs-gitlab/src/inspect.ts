import {
  hostAddress,
  InputError,
  slugParts,
  tokenIn,
  type RepoIdentity,
  type VcsCredential,
} from '@turnpike/sdk';
import { projectSchema, toIdentity } from './payload.js';
import { projectPath, type Servers } from './place.js';

/** Looks at an address that somebody wants to add; `base`: of the server. Throws InputError. */
export async function inspect(
  servers: Servers,
  base: string,
  url: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const at = projectAt(base, url);
  if (!at)
    throw new InputError('TURNPIKE_INPUT_INVALID', 'This is no project of this GitLab.', {
      wayOut: `Give an address such as ${base}/group/subgroup/name.`,
    });
  const api = servers.with(credential ?? at.credential);
  const found = await api.get(projectPath(at.slug), projectSchema);
  if (found)
    return { ...toIdentity(found), ...(at.credential ? { credential: at.credential } : {}) };
  throw new InputError('TURNPIKE_INPUT_INVALID', `GitLab shows no project ${at.slug}.`, {
    wayOut: 'Give a token that may read it: a private one is not shown without.',
  });
}

interface At {
  readonly slug: string;
  /** It stood in the address. */
  readonly credential: VcsCredential | null;
}

/** Pages of the project lead to it as well. */
function projectAt(base: string, url: string): At | undefined {
  const at = hostAddress(base, url);
  const slug = at?.path.split('/-/')[0]?.replace(/\.git$/, '') ?? '';
  const isName = slugParts(slug) && /^[\w.-]+(?:\/[\w.-]+)+$/.test(slug);
  return at && isName ? { slug, credential: tokenIn(at) } : undefined;
}
