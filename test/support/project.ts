/** A git repository to push to, and a clone to push from. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Project {
  /** Bare repository. */
  readonly path: string;
  /** Commits these files on a branch and pushes; answers the sha. */
  push(files: Readonly<Record<string, string>>, message?: string, branch?: string): string;
  git(...args: readonly string[]): string;
}

const ENV = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

export function makeProject(folder: string, name = 'project'): Project {
  const path = join(folder, `${name}.git`);
  const work = join(folder, `${name}-work`);
  mkdirSync(work, { recursive: true });
  // Jobs may run under another user: what they clone must be readable to them.
  chmodSync(folder, 0o755);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: work, env: ENV, encoding: 'utf8', stdio: 'pipe' });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path], { env: ENV });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', path);
  return {
    path,
    git,
    push(files, message = 'Change', branch = 'main') {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(work, file)), { recursive: true });
        writeFileSync(join(work, file), text);
      }
      git('checkout', '--quiet', '-B', branch);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      git('push', '--quiet', '--force', 'origin', branch);
      return git('rev-parse', 'HEAD').trim();
    },
  };
}
