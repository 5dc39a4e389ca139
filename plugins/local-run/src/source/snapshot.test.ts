import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProject } from './find-project.js';
import { takeSnapshot, type Snapshot } from './snapshot.js';

let root: string;
let folder: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'turnpike-snapshot-')));
  folder = join(root, 'project');
  mkdirSync(folder);
  write({ '.travis.yml': 'language: shell\n', kept: 'one\n', gone: 'x\n', '.gitignore': 'out\n' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
const run = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
function repository(): void {
  run(folder, 'init', '-q', '-b', 'topic');
  run(folder, 'add', '-A');
  run(folder, 'commit', '-q', '-m', 'First\n\nwith a body');
}
async function take(committed = false): Promise<Snapshot> {
  const project = await findProject(folder);
  const wanted = { committed, branch: project.branch, tag: undefined };
  return takeSnapshot(project, join(root, 'copy.git'), wanted);
}
const content = ({ path, sha }: Snapshot, file: string): string =>
  run(path, 'show', `${sha}:${file}`);

describe('a snapshot', () => {
  it('is the last commit where nothing has changed', async () => {
    repository();
    const snapshot = await take();
    expect(snapshot).toMatchObject({ sha: run(folder, 'rev-parse', 'HEAD'), changes: 0 });
    expect(run(snapshot.path, 'symbolic-ref', 'HEAD')).toBe('refs/heads/topic');
  });

  it('has changed, new and deleted files, not ignored ones, and leaves the project alone', async () => {
    repository();
    // Of the same size and within the same second: what the index says of it is worth nothing.
    write({ kept: 'two\n', added: 'new\n', out: 'ignored\n' });
    unlinkSync(join(folder, 'gone'));
    run(folder, 'add', 'added');
    const before = run(folder, 'status', '--porcelain');
    const snapshot = await take();
    expect(snapshot.changes).toBe(3);
    expect(content(snapshot, 'kept')).toBe('two');
    expect(content(snapshot, 'added')).toBe('new');
    expect(run(snapshot.path, 'ls-tree', '--name-only', snapshot.sha).split('\n')).not.toContain(
      'gone',
    );
    expect(() => content(snapshot, 'out')).toThrow();
    expect(snapshot.message).toBe('First\n\nwith a body');
    expect(run(folder, 'status', '--porcelain')).toBe(before);
    expect(() => run(folder, 'cat-file', '-e', snapshot.sha)).toThrow();
  });

  it('is the last commit in spite of changes, where only that is wanted', async () => {
    repository();
    write({ kept: 'two\n' });
    expect(content(await take(true), 'kept')).toBe('one');
  });

  it('can be taken of a shallow clone with staged files, and of a linked worktree', async () => {
    repository();
    write({ kept: 'second\n' });
    run(folder, 'commit', '-q', '-am', 'Second');
    const first = folder;
    run(root, 'clone', '-q', '--depth=1', `file://${first}`, 'shallow');
    folder = join(root, 'shallow');
    write({ added: 'staged\n' });
    run(folder, 'add', 'added');
    expect(content(await take(), 'added')).toBe('staged');
    rmSync(join(root, 'copy.git'), { recursive: true });
    folder = join(root, 'linked');
    run(first, 'worktree', 'add', '-q', '-b', 'other', folder);
    write({ kept: 'third\n' });
    expect(content(await take(), 'kept')).toBe('third');
  });

  it('can be taken of a folder that is no repository, or has no commit', async () => {
    const plain = await take();
    expect(content(plain, 'kept')).toBe('one');
    expect(existsSync(join(folder, '.git'))).toBe(false);
    rmSync(join(root, 'copy.git'), { recursive: true });
    run(folder, 'init', '-q', '-b', 'main');
    expect(content(await take(), 'kept')).toBe('one');
    await expect(take(true)).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
  });

  it('refuses names that git does not take', async () => {
    repository();
    const project = await findProject(folder);
    const wanted = { committed: true, branch: 'a..b', tag: undefined };
    await expect(takeSnapshot(project, join(root, 'copy.git'), wanted)).rejects.toMatchObject({
      code: 'TURNPIKE_REF_INVALID',
    });
  });
});

describe('a project', () => {
  it('is the top of the repository where only that has a configuration', async () => {
    repository();
    const below = join(folder, 'below');
    mkdirSync(below);
    expect(await findProject(below)).toMatchObject({ folder, isRepository: true, branch: 'topic' });
    writeFileSync(join(below, '.travis.yml'), 'language: shell\n');
    expect(await findProject(below)).toMatchObject({ folder: below, isRepository: false });
  });

  it('is called as its remote calls it', async () => {
    repository();
    expect((await findProject(folder)).slug).toBe('local/project');
    run(folder, 'remote', 'add', 'origin', 'git@example.org:acme/rocket.git');
    expect((await findProject(folder)).slug).toBe('acme/rocket');
    run(folder, 'remote', 'set-url', 'origin', 'https://example.org/group/acme/rocket.js');
    expect((await findProject(folder)).slug).toBe('acme/rocket.js');
  });

  it('must have a configuration', async () => {
    unlinkSync(join(folder, '.travis.yml'));
    await expect(findProject(folder)).rejects.toMatchObject({ code: 'TURNPIKE_YML_MISSING' });
  });
});
