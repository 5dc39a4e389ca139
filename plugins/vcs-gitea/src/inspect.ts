import { InputError, type RepoIdentity, type VcsCredential } from '@turnpike/sdk';
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

/** Of a web address, one that git clones, or one for SSH (whose port is another one). */
function nameAt(base: string, address: string): At | undefined {
  const text = address.trim().replace(/^(?:[\w.-]+@)([^:/]+):(?!\/\/)/, 'ssh://git@$1/');
  if (!URL.canParse(text)) return undefined;
  const [own, url] = [new URL(base), new URL(text)];
  const isSsh = url.protocol === 'ssh:';
  if (!isSsh && !/^https?:$/.test(url.protocol)) return undefined;
  if (isSsh ? url.hostname !== own.hostname : url.host !== own.host) return undefined;
  const prefix = isSsh ? '' : own.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const rest = decodeURI(url.pathname.slice(prefix.length)).replace(/(?:\.git)?\/?$/, '');
  const [, owner, repo, more] = rest.split('/');
  if (!owner || !repo || more) return undefined;
  return { name: [owner, repo], credential: isSsh ? null : credentialIn(url) };
}

function credentialIn({ username, password }: URL): VcsCredential | null {
  const token = decodeURIComponent(password || username);
  return token === '' ? null : { kind: 'token', token };
}
