/** Puts the sample into a bare git repository that people can clone and push to. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sampleFiles } from './files.js';

const execute = promisify(execFile);

/** Nothing of the user's git configuration matters here. */
const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Turnpike',
  GIT_AUTHOR_EMAIL: 'sample@turnpike.invalid',
  GIT_COMMITTER_NAME: 'Turnpike',
  GIT_COMMITTER_EMAIL: 'sample@turnpike.invalid',
};

async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  await execute('git', [...args], { cwd, env: ENV });
}

/**
 * Makes the repository at `path` unless it is there. Answers whether it made it.
 * It appears in one step, so a start that was interrupted leaves none or a whole one.
 */
export async function ensureSampleRepository(path: string): Promise<boolean> {
  if (existsSync(join(path, 'HEAD'))) return false;
  const work = await mkdtemp(join(tmpdir(), 'turnpike-sample-'));
  const fresh = `${path}.new`;
  try {
    for (const file of sampleFiles) {
      await writeFile(join(work, file.path), file.text);
      if (file.executable) await chmod(join(work, file.path), 0o755);
    }
    await git(work, 'init', '--quiet', '--initial-branch=main');
    await git(work, 'add', '--all');
    await git(work, 'commit', '--quiet', '--message', 'Greet in three languages');
    await mkdir(dirname(path), { recursive: true });
    await rm(fresh, { recursive: true, force: true });
    await git(work, 'clone', '--quiet', '--bare', '--no-hardlinks', work, fresh);
    await git(fresh, 'remote', 'remove', 'origin');
    await rename(fresh, path);
    return true;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
