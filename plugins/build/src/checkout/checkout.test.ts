/** Checkouts of repositories that are really there. */
import { defineLanguage, type JobPayload } from '@turnpike/sdk';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileScript } from '../compile.js';
import { createRegistry } from '../parts.js';

const generic = defineLanguage({ id: 'generic' });
const registry = createRegistry({ languages: [generic], addons: [], services: [], deploys: [] });

const base = mkdtempSync(join(tmpdir(), 'turnpike-checkout-'));
const origin = join(base, 'origin');
const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  // Submodules by path are refused unless allowed.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
};

function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...identity, HOME: base };
  return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' }).trim();
}

function commit(folder: string, name: string, content: string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', `add ${name}`);
  return git(folder, 'rev-parse', 'HEAD');
}

let head: string;
let first: string;

beforeAll(() => {
  for (const name of ['origin', 'part']) {
    mkdirSync(join(base, name));
    git(join(base, name), 'init', '-q', '-b', 'main');
  }
  commit(join(base, 'part'), 'part.txt', 'part');
  first = commit(origin, 'a.txt', 'one\ntwo\n');
  git(origin, 'tag', 'v1');
  commit(origin, 'docs/readme.txt', 'docs');
  commit(origin, 'only.txt', 'docs/\n');
  git(origin, 'submodule', '--quiet', 'add', join(base, 'part'), 'part');
  head = commit(origin, 'b.txt', 'b');
  git(origin, 'checkout', '-q', '-b', 'feature', first);
  const feature = commit(origin, 'feature.txt', 'f');
  git(origin, 'checkout', '-q', 'main');
  git(origin, 'update-ref', 'refs/pull/7/merge', feature);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

let home: string;
beforeEach(() => void (home = mkdtempSync(join(base, 'home-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Given {
  readonly config?: JobPayload['config'];
  readonly git?: Readonly<Record<string, unknown>>;
  readonly job?: Partial<JobPayload['job']>;
  readonly repository?: Partial<JobPayload['repository']>;
  readonly more?: Partial<JobPayload>;
}

const work = (name = ''): string => join(home, 'build/acme/rocket', name);

function check(given: Given = {}): { code: number | null; log: string } {
  const payload: JobPayload = {
    config: {
      language: 'generic',
      os: 'linux',
      script: 'pwd',
      ...(given.git ? { git: given.git } : {}),
      ...given.config,
    },
    repository: {
      slug: 'acme/rocket',
      source_url: `file://${origin}`,
      default_branch: 'main',
      ...given.repository,
    },
    job: { id: 1, branch: 'main', commit: head, ...given.job },
    build: { id: 1 },
    ...given.more,
  };
  const { bash } = compileScript(registry, payload, { now: '2024-03-01T12:00:00Z' });
  const file = join(home, 'build.sh');
  writeFileSync(file, bash);
  const env = { PATH: process.env['PATH'], HOME: home, ...identity };
  const { status, stdout } = spawnSync('bash', [file], {
    cwd: home,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, log: stdout };
}

const commits = (): number => Number(git(work(), 'rev-list', '--count', 'HEAD'));
const has = (name: string): boolean => existsSync(work(name));

describe('a checkout', { timeout: 300_000 }, () => {
  it('has the commit, the submodules, and the shell in its folder', () => {
    const { code, log } = check();
    expect([code, git(work(), 'rev-parse', 'HEAD'), has('part/part.txt')]).toEqual([0, head, true]);
    expect(log).toContain(`\n${work()}\n`);
    expect(log).toMatch(/travis_time:end:[0-9a-f]{8}:[^\r]*,event=checkout\r/);
  });

  it('is as deep as asked for', () => {
    check({ git: { depth: 2 } });
    expect(commits()).toBe(2);
    rmSync(join(home, 'build'), { recursive: true });
    check({ git: { depth: false } });
    expect(commits()).toBe(4);
  });

  it('leaves submodules out where they are not wanted, and is quiet', () => {
    const { log } = check({ git: { submodules: false, quiet: true } });
    expect(has('part/part.txt')).toBe(false);
    expect(log).toContain('--quiet');
    expect(log).not.toContain('Cloning into');
  });

  it('takes a tag, and the merge of a pull request', () => {
    check({ job: { tag: 'v1', branch: 'v1', commit: first } });
    expect(git(work(), 'rev-parse', 'HEAD')).toBe(first);
    rmSync(join(home, 'build'), { recursive: true });
    check({ job: { ref: 'refs/pull/7/merge', pull_request: 7, commit: first } });
    expect([has('feature.txt'), has('b.txt')]).toEqual([true, false]);
  });

  it.each([
    ['the same repository', 'acme/rocket'],
    ['a fork', 'other/rocket'],
  ])('merges a pull request of %s where the host does not', (_what, slug) => {
    const { code } = check({
      repository: { vcs_type: 'BitbucketRepository' },
      job: {
        pull_request: 7,
        pull_request_head_branch: 'feature',
        pull_request_head_slug: slug,
        pull_request_head_url: `file://${origin}`,
        pull_request_base_ref: 'main',
        pull_request_base_slug: 'acme/rocket',
      },
    });
    expect([code, has('feature.txt'), has('b.txt')]).toEqual([0, true, true]);
  });

  it('brings a folder that is there up to date', () => {
    check();
    writeFileSync(work('a.txt'), 'changed');
    const { code, log } = check({ git: { depth: 50 } });
    expect([code, readFileSync(work('a.txt'), 'utf8')]).toEqual([0, 'one\ntwo\n']);
    expect(log).toContain('fetch origin');
  });

  it('takes what a sparse checkout names', () => {
    const { code } = check({ git: { sparse_checkout: 'only.txt' }, job: { branch: 'main' } });
    expect([code, has('docs/readme.txt'), has('b.txt')]).toEqual([0, true, false]);
  });

  it('converts line ends and links as told', () => {
    check({ git: { autocrlf: true, symlinks: false } });
    expect(readFileSync(work('a.txt'), 'utf8')).toBe('one\r\ntwo\r\n');
    expect(readFileSync(join(home, '.gitconfig'), 'utf8')).toContain('symlinks = false');
  });

  it('tells LFS to wait', () => {
    expect(check({ git: { lfs_skip_smudge: true } }).log).toContain(
      '$ export GIT_LFS_SKIP_SMUDGE=1\n',
    );
  });

  it('does nothing, and says so, without clone', () => {
    const { code, log } = check({ git: { clone: false } });
    expect([code, has('')]).toEqual([0, false]);
    expect(log).toContain('Skipping `git clone`');
    expect(log).toContain(`\n${join(home, 'build')}\n`);
    expect(log).toMatch(/,event=checkout\r/);
  });

  it('unpacks the archive of the host', () => {
    const folder = join(base, 'api/tarball');
    mkdirSync(folder, { recursive: true });
    git(
      origin,
      'archive',
      '--format=tar.gz',
      `--prefix=acme-rocket-${head.slice(0, 7)}/`,
      '-o',
      join(folder, head),
      head,
    );
    const { code, log } = check({
      git: { strategy: 'tarball' },
      repository: { api_url: `file://${join(base, 'api')}` },
      more: { oauth_token: 'hush-token' },
    });
    expect([code, has('b.txt'), has('.git')]).toEqual([0, true, false]);
    expect(log).not.toContain('hush-token');
  });

  it('errors where the commit cannot be had, and says which command failed', () => {
    const { code, log } = check({ job: { commit: 'f'.repeat(40) } });
    expect(code).toBe(2);
    expect(log).toContain(
      `The command "git checkout -qf ${'f'.repeat(40)}" failed and exited with 128`,
    );
  });

  it('keeps a key to the job alone', () => {
    const key = execFileSync(
      'bash',
      ['-c', `ssh-keygen -q -t rsa -m PEM -N '' -f ${home}/key && cat ${home}/key`],
      {
        encoding: 'utf8',
      },
    );
    const { code, log } = check({
      more: {
        ssh_key: {
          value: Buffer.from(key).toString('base64'),
          encoded: true,
          source: 'repository_settings',
        },
      },
    });
    expect(code).toBe(0);
    expect(log).toMatch(
      /Installing SSH key from: repository settings\nKey fingerprint: ([0-9a-f]{2}:){15}[0-9a-f]{2}\n/,
    );
    expect(readFileSync(join(home, '.ssh/id_rsa'), 'utf8').trim()).toBe(key.trim());
    expect(lstatSync(join(home, '.ssh/id_rsa')).mode & 0o777).toBe(0o600);
  });

  it('keeps a login to the job alone', () => {
    const clone = {
      url: 'http://127.0.0.1:9/acme/rocket.git',
      username: 'u',
      password: 'p w"$(id)',
    };
    expect(check({ more: { turnpike: { clone } } }).code).toBe(2);
    const netrc = join(home, '.netrc');
    expect(readFileSync(netrc, 'utf8')).toContain(
      'machine 127.0.0.1\n  login u\n  password p w"$(id)\n',
    );
    expect(statSync(netrc).mode & 0o777).toBe(0o600);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])('has its login after the clone as keep_netrc says: %s', (keep, isThere) => {
    const url = 'http://127.0.0.1:9/acme/rocket.git';
    writeFileSync(join(home, '.gitconfig'), `[url "file://${origin}"]\n\tinsteadOf = ${url}\n`);
    const clone = { url, username: 'u', password: 'p' };
    const config = { ...(keep !== undefined && { keep_netrc: keep }) };
    const { code, log } = check({ config, more: { turnpike: { clone } } });
    expect([code, has('b.txt')], log).toEqual([0, true]);
    expect(existsSync(join(home, '.netrc'))).toBe(isThere);
  });
});
