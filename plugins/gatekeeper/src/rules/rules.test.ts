import type { ConfigMap, EventType } from '@turnpike/sdk';
import { DEFAULT_REPOSITORY_SETTINGS } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { branchFilter } from './branch-filter.js';
import { buildType } from './build-type.js';
import { excludedRepository } from './excluded-repository.js';
import { matchesPattern } from './pattern.js';
import { skipCommand } from './skip-command.js';

describe('skipCommand', () => {
  const push = { eventType: 'push' } as const;
  it.each([
    '[ci skip]',
    '[skip ci]',
    'Change docs [CI SKIP] only',
    'subject\n\n[skip travis]',
    '[travis skip]',
    '[skip travis ci]',
    '[skip travis-ci]',
    '[travisci skip]',
    '[ci: skip]',
  ])('skips %j', (message) => {
    expect(skipCommand(push, message)).toMatchObject({ rule: 'skip-command' });
  });

  it.each(['skip ci', '[skip]', '[ci]', '[skip circleci]', '[skipci]', '', '[do not skip ci]'])(
    'builds %j',
    (message) => {
      expect(skipCommand(push, message)).toBe(undefined);
    },
  );

  it.each(['api', 'cron', 'release'] as const)('never skips %s', (eventType) => {
    expect(skipCommand({ eventType }, '[skip ci]')).toBe(undefined);
  });
});

describe('buildType', () => {
  const off = {
    ...DEFAULT_REPOSITORY_SETTINGS,
    build_pushes: false,
    build_pull_requests: false,
    build_releases: false,
  };
  it.each<[EventType, boolean]>([
    ['push', true],
    ['pull_request', true],
    ['release', true],
    ['api', false],
    ['cron', false],
  ])('%s can be switched off: %s', (eventType, rejected) => {
    expect(buildType({ eventType }, off) !== undefined).toBe(rejected);
    expect(buildType({ eventType }, DEFAULT_REPOSITORY_SETTINGS)).toBe(undefined);
  });
});

describe('excludedRepository', () => {
  const filter = { exclude: ['spam/*', 'a.b/c'], include: ['spam/good'] };
  it.each([
    ['spam/any', true],
    ['Spam/any', true],
    ['spam/good', false],
    ['a.b/c', true],
    ['axb/c', false],
    ['ham/any', false],
  ])('%s: %s', (slug, excluded) => {
    expect(excludedRepository(slug, filter) !== undefined).toBe(excluded);
  });
});

describe('branchFilter', () => {
  const rule = (branches: ConfigMap[string] | undefined, branch: string) =>
    branchFilter(branches === undefined ? {} : { branches }, branch)?.rule;

  it.each<[ConfigMap[string] | undefined, string, string | undefined]>([
    [undefined, 'main', undefined],
    [undefined, 'gh-pages', 'pages-branch'],
    [undefined, 'gh_pages', 'pages-branch'],
    [{ only: ['gh-pages'] }, 'gh-pages', undefined],
    [{ only: ['/^gh-/'] }, 'gh-pages', undefined],
    [{ except: ['x'] }, 'gh-pages', 'pages-branch'],
    ['main', 'main', undefined],
    ['main', 'topic', 'branch-not-included'],
    ['main, topic', 'topic', undefined],
    [['main', '/^v\\d+/'], 'v12', undefined],
    [['main', '/^v\\d+/'], 'w12', 'branch-not-included'],
    [{ except: ['topic', '/^wip/'] }, 'wip/x', 'branch-excluded'],
    [{ except: ['topic'] }, 'main', undefined],
    [{ only: ['main'], except: ['main'] }, 'main', undefined],
    [{ only: ['other'], except: ['main'] }, 'main', 'branch-not-included'],
    [{ only: [] }, 'main', undefined],
    [{ only: ['1.0'] }, '1.0', undefined],
    [{ only: [1] }, '1', undefined],
  ])('%j of %s: %s', (branches, branch, expected) => {
    expect(rule(branches, branch)).toBe(expected);
  });
});

describe('matchesPattern', () => {
  it.each([
    ['/^rel/', 'release', true],
    ['/rel$/', 'release', false],
    ['/\\Arel\\z/', 'rel', true],
    ['/(?i)^REL/', 'release', true],
    ['/^[0-9a-f]++$/', 'beef', true],
    ['/^\\h+$/', 'beef', true],
    ['/a|b/', 'xbx', true],
    ['main', 'mainline', false],
    ['rel.ase', 'release', false],
    ['/(/', '(', false],
  ])('%s on %s: %s', (pattern, name, matches) => {
    expect(matchesPattern(pattern, name)).toBe(matches);
  });

  it('gives a pattern without end little time', () => {
    const started = process.cpuUsage();
    expect(matchesPattern('/^(a+)+$/', `${'a'.repeat(60)}!`)).toBe(false);
    // Of the processor, not of the clock: the machine may be busy.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2000);
  });

  it('is not a way into this process', () => {
    expect(matchesPattern('/x/.constructor.constructor("return process")()/', 'x')).toBe(false);
  });
});
