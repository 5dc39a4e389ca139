import { describe, expect, it } from 'vitest';
import { DEFAULT_REPOSITORY_SETTINGS, type JsonObject } from '@turnpike/sdk';
import type { WaitingJob } from '@turnpike/sdk/store';
import { Config } from './config.js';
import { isOverdue } from './give-up.js';
import { ownerLimit, queueLimit, repositoryLimit } from './limits.js';
import { queueOf } from './queue-of.js';
import { RunningJobs } from './running-jobs.js';
import { stageGate } from './stage-gate.js';
import { noWorkerReason } from './worker-fit.js';

const place = { ownerLogin: 'ada', slug: 'ada/engine', private: true };

function job(routeConfig: JsonObject = {}, patch: Partial<WaitingJob> = {}): WaitingJob {
  const needs = { os: 'linux', arch: 'amd64', labels: ['big'] };
  return { id: 1, needs, routeConfig, ...patch } as WaitingJob;
}

describe('queue', () => {
  const queue = (rules: JsonObject[], routeConfig: JsonObject = {}, patch = {}) =>
    queueOf(Config.parse({ queues: rules }), job(routeConfig, patch), place);

  it('is the first whose matchers all hold', () => {
    const rules: JsonObject[] = [
      { queue: 'mac', os: 'osx' },
      { queue: 'both', os: 'linux', language: 'go' },
      { queue: 'ruby', language: ['ruby', 'jruby'] },
      { queue: 'later', os: 'linux' },
    ];
    expect(queue(rules, { language: 'ruby' })).toBe('ruby');
    expect(queue(rules, { language: ['go', 'c'] })).toBe('both');
    expect(queue(rules, { language: 'c' })).toBe('later');
    expect(queue([{ queue: 'none' }])).toBe('builds.linux');
  });

  it.each([
    [{ owner: 'ada' }, {}],
    [{ slug: ['x/y', 'ada/engine'] }, {}],
    [{ repo_private: true }, {}],
    [{ labels: ['big', 'other'] }, {}],
    [{ arch: 'amd64' }, {}],
    [{ services: ['docker'] }, { services: ['redis', 'docker'] }],
    [{ sudo: 'required' }, { sudo: 'required' }],
    [{ sudo: true }, { sudo: true }],
    [{ dist: 'jammy' }, { dist: 'jammy' }],
    [{ osx_image: 'xcode15' }, { osx_image: 'xcode15' }],
    [{ vm_size: 'large' }, { vm: { size: 'large' } }],
    [{ gpu: true }, { vm: { gpu: true } }],
    [{ percentage: 2 }, {}],
  ])('matches by %j', (matcher, config: JsonObject) => {
    expect(queue([{ queue: 'q', ...(matcher as JsonObject) }], config)).toBe('q');
  });

  it.each([
    [{ owner: 'bob' }, {}],
    [{ repo_private: false }, {}],
    [{ services: ['docker'] }, { services: ['redis'] }],
    [{ dist: 'jammy' }, {}],
    [{ percentage: 1 }, {}],
  ])('does not match by %j', (matcher, config: JsonObject) => {
    expect(queue([{ queue: 'q', ...(matcher as JsonObject) }], config)).toBe('builds.linux');
  });
});

it('opens one stage of a build after the other', () => {
  const unfinished = [
    { id: 1, buildId: 1, stageNumber: '2.1' },
    { id: 2, buildId: 1, stageNumber: '10.1' },
    { id: 3, buildId: 2, stageNumber: '1.1' },
  ];
  const gate = stageGate(unfinished);
  expect(unfinished.map(gate)).toEqual([undefined, 'stage 10 waits for stage 2', undefined]);
});

it('counts up to limits', () => {
  const running = new RunningJobs([
    { repositoryId: 1, queue: 'mac', count: 2 },
    { repositoryId: 2, queue: null, count: 1 },
  ]);
  const config = Config.parse({
    ownerLimit: 4,
    ownerLimits: { bob: 9 },
    queueLimits: { mac: 2, linux: 2 },
  });
  const repository = (maximum: number) => ({
    id: 1,
    settings: { ...DEFAULT_REPOSITORY_SETTINGS, maximum_number_of_builds: maximum },
  });
  const ada = { login: 'ada', maxJobs: null };
  expect(repositoryLimit(repository(2), running)?.message).toBe('limit repository 2/2');
  expect(repositoryLimit(repository(3), running)).toBeUndefined();
  expect(repositoryLimit(repository(0), running)).toBeUndefined();
  expect(queueLimit(config, 'mac', running)?.message).toBe('limit queue mac 2/2');
  expect(queueLimit(config, 'linux', running)).toBeUndefined();
  expect(queueLimit(config, 'other', running)).toBeUndefined();
  expect(ownerLimit(config, ada, running)).toBeUndefined();
  running.add(1, 'linux');
  expect(ownerLimit(config, ada, running)?.message).toBe('limit owner 4/4');
  expect(ownerLimit(config, { login: 'bob', maxJobs: null }, running)).toBeUndefined();
  expect(ownerLimit(config, { ...ada, maxJobs: 1 }, running)?.message).toBe('limit owner 4/1');
});

it('says which worker is missing', () => {
  const worker = (queues: string[], os: string[], arch: string[], labels: string[] = []) => ({
    queues,
    offers: { os, arch, labels },
  });
  const workers = [
    worker(['q'], ['linux'], ['amd64'], ['big']),
    worker(['q'], ['osx'], ['arm64']),
    worker(['r'], ['windows'], ['amd64']),
  ];
  const reason = (os: string, arch: string, labels: string[] = [], queue = 'q') =>
    noWorkerReason(workers, queue, { os, arch, labels });
  expect(reason('linux', 'amd64', ['big'])).toBeUndefined();
  expect(reason('windows', 'amd64')).toBe('no worker offers os windows');
  expect(reason('linux', 's390x')).toBe('no worker offers arch s390x');
  expect(reason('linux', 'amd64', ['gpu'])).toBe('no worker offers label gpu');
  expect(reason('linux', 'arm64')).toBe('no worker offers os linux, arch arm64 together');
  expect(reason('linux', 'amd64', [], 'none')).toBe('no worker takes queue none');
  const linux = { os: 'linux', arch: 'amd64', labels: [] };
  expect(noWorkerReason([], 'q', linux)).toBe('no worker is connected');
});

it('counts patience from when a job began to wait', () => {
  const limit = { noWorkerMinutes: 1 };
  const times = { createdAt: 0, restartedAt: null, queuedAt: null };
  expect(isOverdue(limit, times, 60_000)).toBe(true);
  expect(isOverdue(limit, { ...times, restartedAt: 30_000 }, 60_000)).toBe(false);
  expect(isOverdue(limit, { ...times, restartedAt: 30_000, queuedAt: 90_000 }, 140_000)).toBe(
    false,
  );
});
