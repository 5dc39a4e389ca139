/** Which repository a command means where none is named. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../contracts/errors.js';
import type { WireRepository } from '../contracts/wire.js';
import type { ApiClient } from './api-client.js';
import type { Io } from './io.js';

const LISTED = 100;
const NAMED = 10;

/**
 * Slug of the repository that the folder is a checkout of, by its git remotes or its own path; else of the only one
 * that is there. Throws InputError that lists candidates. `what`: the name that was given, as `1.1`.
 */
export async function repoHere(api: ApiClient, io: Io, what: string): Promise<string> {
  const query = { limit: LISTED, sort_by: 'current_build:desc' };
  const { repositories } = await api.call('repositories', { query });
  const places = await placesOf(io.cwd);
  const found =
    repositories.find(({ clone_url }) => places.includes(plain(clone_url ?? ''))) ??
    repositories.find(({ slug }) => places.some((place) => place.endsWith(`/${slug}`))) ??
    (repositories.length === 1 ? repositories[0] : undefined);
  if (found) return found.slug;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${what} names no repository, and this folder is a checkout of none that is here.`,
    {
      wayOut: candidates(repositories, what),
    },
  );
}

function candidates(repositories: readonly WireRepository[], what: string): string {
  if (repositories.length === 0) return 'There is none yet: turnpike repo add URL.';
  const number = what.replace(/^#/, '');
  const named = repositories
    .slice(0, NAMED)
    .map(({ slug }) => (what === '.' ? slug : `${slug}#${number}`));
  return `Write one of: ${named.join(', ')}${repositories.length > NAMED ? ', …' : ''}.`;
}

/** Addresses of the folder's remotes, and the path of its checkout; none where it is no checkout. */
async function placesOf(cwd: string): Promise<readonly string[]> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const done = await promisify(execFile)('git', args, { cwd }).catch(() => undefined);
    return done?.stdout ?? '';
  };
  const [top, remotes] = await Promise.all([
    git('rev-parse', '--show-toplevel'),
    git('remote', '-v'),
  ]);
  const urls = remotes.split('\n').map((line) => line.split(/\s+/)[1] ?? '');
  return [...urls, top.trim()].map(plain).filter((place) => place !== '');
}

/** `git@host:a/b.git` and `https://user@host/a/b/` are one place. */
function plain(address: string): string {
  const url = address.replace(/^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)/, 'ssh://$1/');
  return url
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
