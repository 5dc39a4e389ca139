import { InputError } from '@turnpike/sdk';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tryGit } from './git.js';

/** What is built: a folder with a `.travis.yml`. */
export interface Project {
  readonly folder: string;
  /** Of the repository whose top the folder is; undefined: it is none, or nothing is committed. */
  readonly head: string | undefined;
  readonly isRepository: boolean;
  readonly branch: string;
  /** `owner/name`, of the remote where there is one. */
  readonly slug: string;
}

/** The folder, or the top of its repository where only that one has a configuration. Throws InputError. */
export async function findProject(cwd: string): Promise<Project> {
  const here = realpathSync(cwd);
  const top = await tryGit(here, ['rev-parse', '--show-toplevel']);
  const folder = [here, ...(top ? [top] : [])].find((one) => existsSync(join(one, '.travis.yml')));
  if (!folder) throw noConfiguration(here);
  // A folder within a repository that has a configuration of its own is a project of its own.
  if (folder !== top) return plainFolder(folder);
  return {
    folder,
    isRepository: true,
    head: await tryGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    branch: (await tryGit(folder, ['branch', '--show-current'])) || 'main',
    slug: slugOf(await tryGit(folder, ['remote', 'get-url', 'origin'])) ?? localSlug(folder),
  };
}

function plainFolder(folder: string): Project {
  const slug = localSlug(folder);
  return { folder, isRepository: false, head: undefined, branch: 'main', slug };
}

const localSlug = (folder: string): string =>
  `local/${basename(folder).replace(/[^\w.-]/g, '-') || 'project'}`;

/** The last two parts of `https://host/owner/name.git` or `git@host:owner/name`. */
function slugOf(url: string | undefined): string | undefined {
  const found = /^(?:\w+:\/\/[^/]+\/|[^/:]+:)(?:.*\/)?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
    url ?? '',
  );
  return found ? `${found[1]}/${found[2]}` : undefined;
}

function noConfiguration(folder: string): InputError {
  return new InputError('TURNPIKE_YML_MISSING', `There is no .travis.yml in ${folder}.`, {
    file: join(folder, '.travis.yml'),
    wayOut: 'Change to a folder that has one.',
  });
}
