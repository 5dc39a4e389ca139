import { mkdir } from 'node:fs/promises';
import {
  ExternalHostError,
  InputError,
  isTurnpikeError,
  type RepoIdentity,
  type VcsCredential,
} from '@turnpike/sdk';
import { openLocal } from './local-repo.js';
import { parseLocation, type Location, type RemoteLocation } from './location.js';
import { localOff, type OpenOptions } from './open-repo.js';
import { runRemote, URL_PLACE } from './remote.js';

/** Looks at a place that a user wants to add. Throws InputError, ExternalHostError. */
export async function inspectPlace(
  options: OpenOptions,
  text: string,
  credential: VcsCredential | null,
): Promise<RepoIdentity> {
  const location = parseLocation(text.trim());
  if (location.kind === 'local' && !options.local) throw localOff();
  const defaultBranch =
    location.kind === 'local'
      ? await localHead(options, location.path)
      : await remoteHead(options, location, credential);
  return {
    vcsId: null,
    slug: slugOf(location),
    cloneUrl: location.kind === 'local' ? location.path : location.url,
    htmlUrl: null,
    // Whoever can read a path, a key or a password is not everybody.
    private: location.kind !== 'http' || (credential ?? location.credential) !== null,
    fork: false,
    defaultBranch,
    description: null,
    ownerType: 'user',
    credential: location.kind === 'local' ? null : location.credential,
  };
}

async function localHead(options: OpenOptions, path: string): Promise<string> {
  try {
    const repo = await openLocal(path, options.readers);
    const head = (await repo.read(['symbolic-ref', '--quiet', 'HEAD'])).trim();
    return head.replace(/^refs\/heads\//, '') || 'main';
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    if (error.code === 'TURNPIKE_HOST_REFUSED')
      throw new InputError('TURNPIKE_INPUT_INVALID', error.message, error.details, error);
    // HEAD is detached: no branch can be told.
    return 'main';
  }
}

async function remoteHead(
  options: OpenOptions,
  remote: RemoteLocation,
  credential: VcsCredential | null,
): Promise<string> {
  await mkdir(options.mirrors, { recursive: true });
  const args = ['ls-remote', '--symref', '--end-of-options', URL_PLACE, 'HEAD'];
  const text = await runRemote(options, remote, credential, {
    cwd: options.mirrors,
    args,
    silenceMs: 20_000,
  }).catch((error: unknown) => {
    throw explain(error);
  });
  return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1] ?? 'main';
}

function explain(error: unknown): unknown {
  if (!(error instanceof ExternalHostError) || error.code !== 'TURNPIKE_HOST_REFUSED') return error;
  return new InputError('TURNPIKE_INPUT_INVALID', error.message, error.details, error);
}

/** `owner/name` from the last two parts of the path; a path of one part belongs to its host. */
function slugOf(location: Location): string {
  const path = location.kind === 'local' ? location.path : pathOf(location.url);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.git');
  const name = clean((parts.at(-1) ?? '').replace(/\.git$/, '')) || 'repository';
  const host = location.kind === 'local' ? 'local' : (location.host.split('.').at(-2) ?? 'git');
  const owner = clean((parts.at(-2) ?? host).replace(/^~/, '')) || host;
  return `${owner}/${name}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : (url.split(':')[1] ?? '');
}

/** Escapes that are no UTF-8 stay what they are. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function clean(part: string): string {
  return unescaped(part)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
