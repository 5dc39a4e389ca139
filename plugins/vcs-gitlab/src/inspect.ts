import { InputError, slugParts, type RepoIdentity, type VcsCredential } from '@turnpike/sdk';
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

/** Of a web address (also of a page of the project), one that git clones, or one for SSH, whose port is another one. */
function projectAt(base: string, address: string): At | undefined {
  const text = address.trim().replace(/^(?:[\w.-]+@)([^:/]+):(?!\/\/)/, 'ssh://git@$1/');
  if (!URL.canParse(text)) return undefined;
  const [own, url] = [new URL(base), new URL(text)];
  const isSsh = url.protocol === 'ssh:';
  if (!isSsh && !/^https?:$/.test(url.protocol)) return undefined;
  if (isSsh ? url.hostname !== own.hostname : url.host !== own.host) return undefined;
  const prefix = isSsh ? '' : own.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const [path = ''] = url.pathname.slice(prefix.length + 1).split('/-/');
  const slug = path.replace(/(?:\.git)?\/?$/, '');
  const isName = slugParts(slug) && /^[\w.-]+(?:\/[\w.-]+)+$/.test(slug);
  return isName ? { slug, credential: isSsh ? null : credentialIn(url) } : undefined;
}

function credentialIn({ username, password }: URL): VcsCredential | null {
  const token = decodeURIComponent(password || username);
  return token === '' ? null : { kind: 'token', token };
}
