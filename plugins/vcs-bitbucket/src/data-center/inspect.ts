import { hostAddress, InputError, type RepoIdentity, type VcsCredential } from '@turnpike/sdk';
import { credentialIn } from '../credential.js';
import { identify } from './locate.js';
import { repositorySchema } from './payload.js';
import type { Places } from '../places.js';
import { placeAt, type Place } from './place.js';

/** Looks at an address that somebody wants to add. Throws InputError. */
export async function inspect(
  { host, with: apiWith }: Places<Place>,
  url: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const at = hostAddress(host.url, url);
  const named = at && nameIn(at.path, at.isSsh);
  if (!named)
    throw new InputError('TURNPIKE_INPUT_INVALID', `This is no repository of ${host.name}.`, {
      wayOut: `Give an address such as ${host.url}/projects/KEY/repos/name.`,
    });
  const own = credentialIn(at);
  const place = placeAt(apiWith(credential ?? own), ...named);
  const found = await place.api.get(place.path, repositorySchema);
  if (!found)
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      `${host.name} shows no repository ${place.slug}.`,
      {
        wayOut: 'Give a token that may read it: a private one is not shown without.',
      },
    );
  const identity = await identify(place.api, found);
  return { ...identity, ...(own ? { credential: own } : {}) };
}

/** Of a page of the host or of one below it, of an address that git clones, or of one for SSH. */
function nameIn(path: string, isSsh: boolean): readonly [string, string] | undefined {
  const [, kind, owner, repo] =
    /^(projects|users)\/([^/]+)\/repos\/([^/]+)(?:\/.*)?$/.exec(path) ?? [];
  if (owner && repo) return [kind === 'users' ? `~${owner}` : owner.toUpperCase(), repo];
  const cloned = isSsh ? /^([^/]+)\/([^/]+)$/ : /^scm\/([^/]+)\/([^/]+)$/;
  const [, key, name] = cloned.exec(path) ?? [];
  if (!key || !name) return undefined;
  return [key.startsWith('~') ? key : key.toUpperCase(), name];
}
