/** What is checked out is what was recorded, whatever has become of branches, tags and pull requests since. */
import { defineLanguage, type JobPayload } from '@turnpike/sdk';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileScript } from '../compile.js';
import { createRegistry } from '../parts.js';

const generic = defineLanguage({ id: 'generic' });
const registry = createRegistry({ languages: [generic], addons: [], services: [], deploys: [] });
const ENV = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

let base = '';
let count = 0;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'turnpike-recorded-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A repository that others push to. */
function makeOrigin(): {
  readonly path: string;
  git(...args: readonly string[]): string;
  commit(): string;
} {
  const path = join(base, `origin-${++count}`);
  mkdirSync(path);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: path,
      env: { ...ENV, HOME: base },
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  git('init', '-q', '-b', 'main');
  git('config', 'advice.detachedHead', 'false');
  const commit = (): string => {
    writeFileSync(join(path, 'n'), String(++count));
    git('add', '-A');
    git('commit', '-qm', `c${count}`);
    return git('rev-parse', 'HEAD');
  };
  return { path, git, commit };
}

interface Checked {
  readonly code: number | null;
  readonly head: string;
  readonly log: string;
}

function check(
  url: string,
  job: Partial<JobPayload['job']>,
  git?: Readonly<Record<string, unknown>>,
  script = 'git rev-parse HEAD > ~/head',
  repository: Partial<JobPayload['repository']> = {},
): Checked {
  const home = join(base, `home-${++count}`);
  mkdirSync(home);
  const payload: JobPayload = {
    config: {
      language: 'generic',
      os: 'linux',
      script,
      ...(git ? { git } : {}),
    },
    repository: { slug: 'a/b', default_branch: 'main', ...repository },
    job: { id: 1, branch: 'main', ...job },
    build: { id: 1 },
    turnpike: { clone: { url } },
  };
  const { bash } = compileScript(registry, payload, { now: '2024-03-01T12:00:00Z' });
  writeFileSync(join(home, 'build.sh'), bash);
  const { status, stdout } = spawnSync('bash', [join(home, 'build.sh')], {
    cwd: home,
    env: { ...ENV, HOME: home },
    encoding: 'utf8',
    timeout: 60_000,
  });
  const head = spawnSync('cat', [join(home, 'head')], { encoding: 'utf8' }).stdout.trim();
  rmSync(home, { recursive: true, force: true });
  return { code: status, head, log: stdout };
}

const address = (path: string): string => `file://${path}`;

describe('the recorded commit', { timeout: 300_000 }, () => {
  it('is that of the tag where a branch has its name, and that of the branch', () => {
    const origin = makeOrigin();
    const tagged = origin.commit();
    origin.git('tag', '-a', '-m', 'one', 'v1');
    origin.git('checkout', '-q', '-b', 'v1');
    const branched = origin.commit();
    const url = address(origin.path);
    expect(check(url, { tag: 'v1', branch: 'v1', commit: tagged })).toMatchObject({
      code: 0,
      head: tagged,
    });
    expect(check(url, { branch: 'v1', commit: branched })).toMatchObject({
      code: 0,
      head: branched,
    });
  });

  it.each([
    ['a clone', {}],
    ['a shallow one of one commit', { depth: 1 }],
    ['a whole one', { depth: false }],
    ['a sparse one', { sparse_checkout: 'n' }],
  ])('is there after its branch was forced over and deleted, in %s', (_, git) => {
    const origin = makeOrigin();
    origin.commit();
    origin.git('checkout', '-q', '-b', 'topic');
    const old = origin.commit();
    const url = address(origin.path);
    origin.git('commit', '-q', '--amend', '-m', 'other');
    expect(check(url, { branch: 'topic', commit: old }, git)).toMatchObject({ code: 0, head: old });
    origin.git('checkout', '-q', 'main');
    origin.git('branch', '-D', 'topic');
    const { code, head, log } = check(url, { branch: 'topic', commit: old }, git);
    expect([code, head]).toEqual([0, old]);
    // Not three times, as if the network had failed.
    expect(log).not.toContain('failed. Retrying');
  });

  it('is there when the branch has gone on by more than the depth', () => {
    const origin = makeOrigin();
    const old = origin.commit();
    for (let n = 0; n < 8; n++) origin.commit();
    expect(check(address(origin.path), { commit: old }, { depth: 3 })).toMatchObject({
      code: 0,
      head: old,
    });
  });

  it('is the merge that was tested of a pull request that has gone on, been closed or deleted', () => {
    const origin = makeOrigin();
    origin.commit();
    origin.git('checkout', '-q', '--detach');
    const merged = origin.commit();
    const newer = origin.commit();
    const job = { pull_request: 7, ref: 'refs/pull/7/merge', commit: merged };
    origin.git('update-ref', 'refs/pull/7/merge', merged);
    origin.git('checkout', '-q', 'main');
    const url = address(origin.path);
    expect(check(url, job)).toMatchObject({ code: 0, head: merged });
    origin.git('update-ref', 'refs/pull/7/merge', newer);
    expect(check(url, job)).toMatchObject({ code: 0, head: merged });
    origin.git('update-ref', '-d', 'refs/pull/7/merge');
    expect(check(url, job)).toMatchObject({ code: 0, head: merged });
  });

  describe('of a pull request that its host does not merge', () => {
    const pull = { pull_request: 7, ref: 'refs/pull/7/head', pull_request_base_ref: 'main' };
    const fileOf = (origin: ReturnType<typeof makeOrigin>, name: string, text: string): string => {
      writeFileSync(join(origin.path, name), text);
      origin.git('add', '-A');
      origin.git('commit', '-qm', name);
      return origin.git('rev-parse', 'HEAD');
    };
    function makePull(depth: number) {
      const origin = makeOrigin();
      origin.commit();
      origin.git('checkout', '-q', '--detach');
      const head = fileOf(origin, 'theirs', 'one\n');
      origin.git('update-ref', 'refs/pull/7/head', head);
      origin.git('checkout', '-q', 'main');
      for (let n = 1; n < depth; n++) fileOf(origin, 'ours', String(n));
      const baseSha = fileOf(origin, 'ours', 'last');
      return { origin, head, base: baseSha, url: address(origin.path) };
    }
    const MERGED = `git show -s --format='%P' > ~/head; cat ours theirs`;

    it.each([
      ['a clone', {}],
      ['a shallow one that holds nothing of their common history', { depth: 2 }],
      ['a whole one', { depth: false }],
    ])('is merged into the base that was recorded, in %s', (_, git) => {
      const { origin, head, base: recorded, url } = makePull(6);
      fileOf(origin, 'ours', 'newer');
      const job = { ...pull, commit: head, pull_request_base_sha: recorded };
      const { code, head: parents, log } = check(url, job, git, MERGED);
      expect([code, parents], log).toEqual([0, `${recorded} ${head}`]);
      expect(log).toContain('lastone');
    });

    it('is merged into what the branch is now where none was recorded, or it is gone', () => {
      const { head, base: now, url } = makePull(2);
      for (const gone of [null, 'f'.repeat(40)]) {
        const job = { ...pull, commit: head, pull_request_base_sha: gone };
        expect(check(url, job, {}, MERGED)).toMatchObject({ code: 0, head: `${now} ${head}` });
      }
    });

    describe('of a host that has no ref of it', () => {
      const cloud = { vcs_type: 'BitbucketRepository' };
      const named = {
        ...{ pull_request: 7, pull_request_head_branch: 'topic/one', branch: 'main' },
        ...{ pull_request_base_ref: 'main', pull_request_base_slug: 'a/b' },
        ref: 'refs/pull-requests/7/from',
      };
      const GITS = [{}, { depth: 2 }, { depth: false }];

      it.each(GITS)('is what its branch leads to, or led to (%j)', (git) => {
        const { origin, head, base: recorded, url } = makePull(6);
        origin.git('update-ref', 'refs/heads/topic/one', head);
        const job = { ...named, pull_request_head_slug: 'a/b', commit: head };
        const own = { ...job, pull_request_base_sha: recorded };
        const { code, head: parents, log } = check(url, own, git, MERGED, cloud);
        expect([code, parents], log).toEqual([0, `${recorded} ${head}`]);
        origin.git('checkout', '-q', 'topic/one');
        fileOf(origin, 'theirs', 'newer');
        origin.git('checkout', '-q', 'main');
        expect(check(url, own, git, MERGED, cloud).head).toBe(`${recorded} ${head}`);
      });

      it.each(GITS)('is fetched from the fork that has it (%j)', (git) => {
        const { origin, base: recorded, url } = makePull(6);
        const fork = join(base, 'fork');
        origin.git('clone', '-q', origin.path, fork);
        const inFork = (...args: readonly string[]) =>
          execFileSync('git', args, { cwd: fork, env: { ...ENV, HOME: base }, encoding: 'utf8' });
        inFork('checkout', '-q', '-b', 'topic/one', `${recorded}~3`);
        writeFileSync(join(fork, 'theirs'), 'from the fork\n');
        inFork('add', '-A');
        inFork('commit', '-qm', 'one');
        const head = inFork('rev-parse', 'HEAD').trim();
        const job = {
          ...{ ...named, commit: head, pull_request_base_sha: recorded },
          ...{ pull_request_head_slug: 'c/b', pull_request_head_url: address(fork) },
        };
        const { code, head: parents, log } = check(url, job, git, MERGED, cloud);
        expect([code, parents], log).toEqual([0, `${recorded} ${head}`]);
        expect(log).toContain('from the fork');
      });
    });

    it('says what cannot be merged, and ends the job', () => {
      const { origin, head, url } = makePull(1);
      const base = fileOf(origin, 'theirs', 'another\n');
      const job = { ...pull, commit: head, pull_request_base_sha: base };
      const { code, log } = check(url, job, {}, MERGED);
      expect(code).toBe(2);
      expect(log).toContain('The pull request cannot be merged into main.');
      expect(log).toMatch(/^theirs$/m);
      expect(log).not.toContain('Retrying');
    });
  });

  it('is said to be gone, once and in words, where the host has dropped it', () => {
    const origin = makeOrigin();
    origin.commit();
    origin.git('checkout', '-q', '-b', 'topic');
    const gone = origin.commit();
    origin.git('checkout', '-q', 'main');
    origin.git('branch', '-D', 'topic');
    origin.git('reflog', 'expire', '--expire=now', '--all');
    origin.git('gc', '-q', '--prune=now');
    const { code, log } = check(address(origin.path), { branch: 'topic', commit: gone });
    expect(code).toBe(2);
    expect(log).toContain(
      `The commit ${gone} is no longer in the repository (it was recorded for refs/heads/topic).`,
    );
    expect(log).toContain('trigger a build of what is there now');
    expect(log).not.toMatch(
      /No such file or directory|not a git repository|reference is not a tree|Retrying/,
    );
  });

  it('needs the repository: what git says of it is the last word, and no error follows', () => {
    const { code, log } = check(address(join(base, 'nowhere')), { commit: 'f'.repeat(40) });
    expect(code).toBe(2);
    expect(log).toMatch(/The command "git clone --branch=main file:.*nowhere" failed and exited/);
    expect(log).not.toMatch(/cd a\/b|not a git repository \(or any/);
  });

  it('is checked out of any history of pushes, forced pushes, moved tags and deletions', () => {
    const name = fc.constantFrom('main', 'v1', 'topic');
    const step = fc.oneof(
      fc.record({ does: fc.constant('push' as const), name }),
      fc.record({ does: fc.constant('force' as const), name }),
      fc.record({ does: fc.constant('tag' as const), name }),
      fc.record({ does: fc.constant('merge' as const), name }),
      fc.record({ does: fc.constant('delete branch' as const), name }),
      fc.record({ does: fc.constant('delete tag' as const), name }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 8 }), fc.nat(), (steps, pick) => {
        const origin = makeOrigin();
        const recorded: Partial<JobPayload['job']>[] = [
          { branch: 'main', commit: origin.commit() },
        ];
        const maybe = (...args: readonly string[]): void => {
          try {
            origin.git(...args);
          } catch {
            // no such branch or tag
          }
        };
        for (const { does, name: branch } of steps) {
          origin.git('checkout', '-q', '--detach');
          if (does === 'delete branch') maybe('branch', '-D', branch);
          else if (does === 'delete tag') maybe('tag', '-d', branch);
          else if (does === 'tag') {
            const commit = origin.commit();
            origin.git('tag', '-f', branch, commit);
            recorded.push({ branch, tag: branch, commit });
          } else if (does === 'merge') {
            const commit = origin.commit();
            origin.git('update-ref', 'refs/pull/7/merge', commit);
            recorded.push({ pull_request: 7, ref: 'refs/pull/7/merge', branch, commit });
          } else {
            if (does === 'push') maybe('checkout', '-q', '--detach', `refs/heads/${branch}`);
            const commit = origin.commit();
            origin.git('branch', '-f', branch, commit);
            recorded.push({ branch, commit });
          }
        }
        origin.git('checkout', '-q', '--detach');
        // One of them, and the oldest: each costs a clone.
        for (const job of [recorded[0], recorded[pick % recorded.length]]) {
          const { code, head, log } = check(address(origin.path), job ?? {});
          expect([code, head], log).toEqual([0, job?.commit]);
        }
      }),
      { numRuns: 6 },
    );
  });
});
