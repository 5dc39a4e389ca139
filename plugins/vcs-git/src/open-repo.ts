import { InputError, type RepoAccess } from '@turnpike/sdk';
import { openLocal } from './local-repo.js';
import { parseLocation } from './location.js';
import { openMirror } from './mirror-repo.js';
import type { GitObject } from './object-reader.js';
import type { ObjectReaders } from './object-readers.js';
import type { RemoteOptions } from './remote.js';

/** A repository whose objects can be read: the local one itself, or a mirror of a remote one. */
export interface OpenRepo {
  /** Of this machine: always up to date. */
  readonly local: boolean;
  /** One object by a checked name; see `ObjectReader`. */
  object(name: string): Promise<GitObject | undefined>;
  /** Runs a reading command where the objects are. */
  read(args: readonly string[]): Promise<string>;
  /** Branches and tags as the origin has them now, or the one of this full name; annotated tags as the commits they lead to. */
  refs(name?: string): Promise<ReadonlyMap<string, string>>;
  /** Brings the mirror up to date; nothing for a local one. */
  refresh(): Promise<void>;
  /** Asks the origin for one commit that no ref leads to any more. */
  fetchSha(sha: string): Promise<void>;
}

export interface OpenOptions extends RemoteOptions {
  readonly readers: ObjectReaders;
  /** Folder of the mirrors. */
  readonly mirrors: string;
  /** May paths of this machine be read? */
  readonly local: boolean;
  readonly pollSeconds?: number;
  readonly remotePollSeconds?: number;
}

/** Throws InputError where the place is none of ours, ExternalHostError where it cannot be read. */
export async function openRepo(options: OpenOptions, r: RepoAccess): Promise<OpenRepo> {
  const location = parseLocation(r.repository.cloneUrl);
  if (location.kind !== 'local') return openMirror(options, r, location);
  if (!options.local) throw localOff();
  return openLocal(location.path, options.readers);
}

export function localOff(): InputError {
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    'Repositories of this machine are switched off.',
    {
      key: 'vcs-git.local',
      wayOut: 'Give a URL, or ask an administrator to set vcs-git.local.',
    },
  );
}
