/** The git repository of a project, without a working tree. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WHO = {
  ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' },
  ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' },
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
};

export function git(
  dir: string,
  args: readonly string[],
  more: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): string {
  return execFileSync('git', ['-C', dir, '-c', 'safe.directory=*', ...args], {
    env: { ...process.env, ...WHO, ...more.env },
    ...(more.input === undefined ? {} : { input: more.input }),
    stdio: ['pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
  }).trim();
}

/** undefined: git says no. */
export function tried(dir: string, args: readonly string[]): string | undefined {
  try {
    return git(dir, args);
  } catch {
    return undefined;
  }
}

export function makeRepository(): string {
  const dir = mkdtempSync(join(tmpdir(), 'turnpike-gitlab-'));
  git(dir, ['init', '-q', '--bare', '-b', 'main']);
  git(dir, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  return dir;
}

export const removeRepository = (dir: string): void =>
  rmSync(dir, { recursive: true, force: true });

/** The commit of a name; undefined: there is none. Names are never options. */
export function commitOf(dir: string, name: string): string | undefined {
  if (name === '' || name.startsWith('-')) return undefined;
  return tried(dir, ['rev-parse', '--verify', '-q', `${name}^{commit}`]);
}

/** As GitLab reads a name: a commit, a branch, a tag. */
export function revision(dir: string, name: string): string | undefined {
  if (/^[0-9a-f]{40}$/.test(name)) return commitOf(dir, name);
  return commitOf(dir, `refs/heads/${name}`) ?? commitOf(dir, `refs/tags/${name}`);
}

export interface Change {
  readonly branch: string;
  readonly files: Readonly<Record<string, string>>;
  readonly message?: string;
  /** Where a new branch begins; default: nowhere. */
  readonly from?: string;
}

/** A commit with these files over those of the branch. Answers it. */
export function commit(dir: string, { branch, files, message = 'One', from }: Change): string {
  const parent = commitOf(dir, `refs/heads/${branch}`) ?? (from && commitOf(dir, from));
  const env = { GIT_INDEX_FILE: join(dir, 'made-index') };
  git(dir, ['read-tree', ...(parent ? [parent] : ['--empty'])], { env });
  for (const [path, text] of Object.entries(files)) {
    const blob = git(dir, ['hash-object', '-w', '--stdin'], { input: text });
    git(dir, ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env });
  }
  const tree = git(dir, ['write-tree'], { env });
  const parents = parent ? ['-p', parent] : [];
  const made = git(dir, ['commit-tree', tree, ...parents, '-m', message]);
  git(dir, ['update-ref', `refs/heads/${branch}`, made]);
  return made;
}

/** Writes `refs/merge-requests/N/merge`; undefined: it conflicts. */
export function merge(dir: string, target: string, head: string, iid: number): string | undefined {
  const args = ['-C', dir, '-c', 'safe.directory=*', 'merge-tree', '--write-tree', target, head];
  const { status, stdout } = spawnSync('git', args, {
    env: { ...process.env, ...WHO },
    encoding: 'utf8',
  });
  if (status !== 0) return undefined;
  const [tree = ''] = stdout.split('\n');
  const made = git(dir, ['commit-tree', tree, '-p', target, '-p', head, '-m', 'Merge']);
  git(dir, ['update-ref', `refs/merge-requests/${iid}/merge`, made]);
  return made;
}

export function refsOf(dir: string, kind: 'heads' | 'tags'): ReadonlyMap<string, string> {
  const format = '%(refname:lstrip=2) %(objectname) %(*objectname)';
  const lines = git(dir, ['for-each-ref', `--format=${format}`, `refs/${kind}`]).split('\n');
  return new Map(
    lines.filter(Boolean).map((line) => {
      const [name = '', own = '', peeled = ''] = line.split(' ');
      return [name, peeled || own] as const;
    }),
  );
}

export function describeCommit(dir: string, sha: string): object {
  const format = ['%H', '%an', '%ae', '%cn', '%ce', '%cI', '%P', '%B'].join('%x00');
  const [id, an, ae, cn, ce, date, parents = '', message = ''] = git(dir, [
    ...['show', '-s', `--format=${format}`],
    sha,
  ]).split('\0');
  return {
    ...{ id, short_id: id?.slice(0, 8), message, title: message.split('\n')[0] },
    ...{ author_name: an, author_email: ae, committer_name: cn, committer_email: ce },
    ...{ committed_date: date, parent_ids: parents.split(' ').filter(Boolean) },
  };
}
