import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileLines } from './hostile-lines.js';

/** Repositories that the tests build, by name: their `.travis.yml`. */
export const CONFIGS = {
  /** A hundred thousand lines, colours among them. */
  long: `language: minimal
script: seq 100000 | awk '{ printf "\\033[3%dmline\\033[0m %d of the long log\\n", $1 % 7 + 1, $1 }'
`,
  /** Prints for a few seconds, so that a test can watch. */
  live: `language: minimal
env:
  - PART=one
  - PART=two
script: for tick in 1 2 3 4 5 6; do echo "tick $tick of $PART"; sleep 1; done
`,
  /** No worker here has such a machine. */
  waits: `language: minimal
os: osx
script: "true"
`,
  /** Prints what would harm its readers. */
  hostile: `language: minimal
script: echo ${Buffer.from(hostileLines().join('\n')).toString('base64')} | base64 -d
`,
  /** A stage that fails in all ways, and one that is therefore canceled. */
  fails: `language: minimal
stages: [test, deploy]
env:
  - DATABASE=postgres
  - DATABASE=sqlite
script: test "$DATABASE" = postgres
jobs:
  include:
    - name: Never gets to its script
      env: DATABASE=none
      before_install: echo "no such mirror"; false
    - stage: deploy
      script: "true"
`,
  /** Its log is removed by a test. */
  removed: `language: minimal
script: echo "soon removed"
`,
  broken: 'script: [unclosed\n',
} as const;
export type RepositoryName = keyof typeof CONFIGS;

/** A git repository of one commit that every user of this machine may read. */
export function makeRepository(folder: string, name: RepositoryName): string {
  const path = join(folder, name);
  mkdirSync(path);
  chmodSync(path, 0o755);
  writeFileSync(join(path, '.travis.yml'), CONFIGS[name]);
  const git = (...args: string[]): void => {
    execFileSync('git', [
      '-C',
      path,
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.org',
      ...args,
    ]);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', `Build the ${name} one\n\nWith a longer explanation.`);
  return path;
}
