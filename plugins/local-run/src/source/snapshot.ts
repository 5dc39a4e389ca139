import { InputError } from '@turnpike/sdk';
import { copyFile, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Project } from './find-project.js';
import { git, tryGit } from './git.js';

/** A bare repository with the commit that is built. The project itself is only read. */
export interface Snapshot {
  readonly path: string;
  readonly sha: string;
  readonly message: string;
  /** Files that differ from the last commit. */
  readonly changes: number;
}

const AUTHOR = { NAME: 'turnpike run', EMAIL: 'turnpike@localhost' } as const;
const IDENTITY = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) =>
    Object.entries(AUTHOR).map(([what, value]) => [`GIT_${who}_${what}`, value]),
  ),
);

/**
 * Copies the project's history and, unless only what is `committed` is wanted, what is in its folder now:
 * changed, new and deleted files, without those that are ignored. Nothing changed: the last commit itself.
 */
export async function takeSnapshot(
  project: Project,
  path: string,
  wanted: {
    readonly committed: boolean;
    readonly branch: string;
    readonly tag: string | undefined;
  },
): Promise<Snapshot> {
  const { folder, head } = project;
  if (head === undefined) await git(folder, ['init', '--quiet', '--bare', path]);
  else await git(folder, ['clone', '--quiet', '--bare', '--', folder, path]);
  const taken = wanted.committed ? committed(project) : await present(project, path);
  await name(path, `refs/heads/${wanted.branch}`, taken.sha);
  await git(path, ['symbolic-ref', 'HEAD', `refs/heads/${wanted.branch}`]);
  if (wanted.tag !== undefined) await name(path, `refs/tags/${wanted.tag}`, taken.sha);
  const message = await git(path, ['log', '-1', '--format=%B', taken.sha]);
  return { path, ...taken, message };
}

type Taken = Pick<Snapshot, 'sha' | 'changes'>;

function committed({ head, folder }: Project): Taken {
  if (head !== undefined) return { sha: head, changes: 0 };
  throw new InputError('TURNPIKE_INPUT_INVALID', `Nothing is committed in ${folder}.`, {
    key: '--committed',
    wayOut: 'Commit something, or run without --committed.',
  });
}

/** New objects go to the copy, through an index of its own. */
async function present({ folder, head, isRepository }: Project, path: string): Promise<Taken> {
  const index = join(path, 'snapshot-index');
  const place = isRepository ? await placeOf(folder, index) : { GIT_DIR: path };
  const variables = {
    ...place,
    GIT_WORK_TREE: folder,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: join(path, 'objects'),
    ...IDENTITY,
  };
  const inPlace = (...args: readonly string[]): Promise<string> => git(folder, args, variables);
  await inPlace('add', '--all');
  const tree = await inPlace('write-tree');
  if (head === undefined) {
    const sha = await inPlace('commit-tree', tree, '-m', 'Files of the folder');
    return { sha, changes: 0 };
  }
  const changed = await inPlace('diff-tree', '-r', '--name-only', '-z', `${head}^{tree}`, tree);
  if (changed === '') return { sha: head, changes: 0 };
  const message = await git(folder, ['log', '-1', '--format=%B', head]);
  const sha = await inPlace('commit-tree', tree, '-p', head, '-m', message || 'Local changes');
  return { sha, changes: changed.split('\0').filter((file) => file !== '').length };
}

/** The project's own index spares reading every file again; of a shallow history not all it names was copied. */
async function placeOf(folder: string, index: string): Promise<Readonly<Record<string, string>>> {
  const ask = (...args: readonly string[]): Promise<string> => git(folder, ['rev-parse', ...args]);
  if ((await ask('--is-shallow-repository')) === 'false') {
    await copyIndex(resolve(folder, await ask('--git-path', 'index')), index);
  }
  return { GIT_DIR: await ask('--absolute-git-dir') };
}

/** git reads a file again whose time is not before the index's: the copy must not look younger than it is. */
async function copyIndex(from: string, to: string): Promise<void> {
  const known = await stat(from).catch(() => undefined);
  if (!known) return; // nothing was ever added
  await copyFile(from, to);
  const second = Math.floor(known.mtimeMs / 1000);
  await utimes(to, second, second);
}

async function name(path: string, ref: string, sha: string): Promise<void> {
  if ((await tryGit(path, ['check-ref-format', ref])) === undefined) {
    throw new InputError('TURNPIKE_REF_INVALID', `git takes no such name: ${ref}`);
  }
  await git(path, ['update-ref', ref, sha]);
}
