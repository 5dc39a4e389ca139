import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real repository in a folder of its own, for tests. @stable */
export interface TestRepository {
  /** Working copy. */
  readonly path: string;
  /** Runs git in it and answers its trimmed output. */
  git(...args: readonly string[]): Promise<string>;
  /**
   * Writes files, commits all, answers the commit's SHA. What begins with `#!` is executable. Names and times
   * are fixed.
   */
  commit(
    message: string,
    files?: Readonly<Record<string, string>>,
    author?: { readonly name: string; readonly email: string },
  ): Promise<string>;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/** Makes a repository with branch `main` and no commit. Needs `git`. @stable */
export async function createTestRepository(name = 'repo'): Promise<TestRepository> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-git-'));
  const path = join(root, 'owner', name);
  await mkdir(path, { recursive: true });
  const git = async (...args: readonly string[]) => {
    const { stdout } = await run('git', [...args], { cwd: path, env: gitEnv() });
    return stdout.trim();
  };
  await git('init', '--quiet', '--initial-branch=main');
  let clock = 1_700_000_000;
  const commit: TestRepository['commit'] = async (message, files = {}, author) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(path, file)), { recursive: true });
      await writeFile(join(path, file), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
    await git('add', '--all');
    const who = author ?? { name: 'Ada', email: 'ada@example.com' };
    const when = `${(clock += 60)} +0000`;
    await run('git', ['commit', '--quiet', '--allow-empty', '-m', message], {
      cwd: path,
      env: {
        ...gitEnv(),
        GIT_AUTHOR_NAME: who.name,
        GIT_AUTHOR_EMAIL: who.email,
        GIT_AUTHOR_DATE: when,
        GIT_COMMITTER_DATE: when,
      },
    });
    return git('rev-parse', 'HEAD');
  };
  return { path, git, commit, remove: () => rm(root, { recursive: true, force: true }) };
}

/** Nothing of the user's own settings: a test gives the same everywhere. */
function gitEnv(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_COMMITTER_NAME: 'Grace',
    GIT_COMMITTER_EMAIL: 'grace@example.com',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
  };
}
