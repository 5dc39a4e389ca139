/** One process that gets more than it can do at once: a thousand deliveries in a second, and jobs that print without end. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WireBuild, WireJob } from '@turnpike/core/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject, type Project } from '../support/project.js';
import { hookTarget, pushDelivery, type HookTarget } from '../support/push-delivery.js';
import { addRepository } from './scenario.js';

const DELIVERIES = 1_000;
const LOG_BYTES = 2_000_000;
const PAGE = 100;

const scriptOf = (script: string): string =>
  JSON.stringify({ language: 'shell', git: { clone: false }, script });

describe('a platform under more than it can do', () => {
  let folder: string;
  let platform: PlatformProcess;
  let api: ApiClient;
  let project: Project;
  let repository: number;
  let hook: HookTarget;

  beforeAll(async () => {
    // Not below /tmp: jobs have one of their own.
    folder = mkdtempSync('/var/tmp/turnpike-overload-');
    chmodSync(folder, 0o755);
    platform = await startProcess({
      name: 'platform',
      folder: join(folder, 'platform'),
      config: {
        http: { port: 0, ratePerMinute: 0 },
        'vcs-git': { pollSeconds: 3_600 },
        worker: { slots: 4, logBytes: LOG_BYTES },
      },
    });
    const access = await cliAccess(platform.dataDir);
    api = apiClient(access.url, access.token);
    project = makeProject(join(folder, 'repository'));
    project.push({ '.travis.yml': scriptOf('true') }, 'Nothing yet [skip ci]');
    repository = addRepository(access, project.path, 'overload/project', '--hook');
    hook = hookTarget(project.path);
    // Pushing must not tell of itself: the tests send the deliveries.
    rmSync(join(project.path, 'hooks', 'post-receive'));
  }, 300_000);
  afterAll(async () => {
    await platform?.kill();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const residentBytes = (): number => {
    const status = readFileSync(`/proc/${platform.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  };

  /** Sends until it is taken; a refusal must say when to come again. */
  async function deliver(branch: string, sha: string): Promise<number> {
    const { body, headers } = pushDelivery(hook, branch, sha);
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(hook.url, { method: 'POST', body, headers });
      if (answer.status === 202) return tries;
      expect([429, 503]).toContain(answer.status);
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      await wait(seconds * 1000);
    }
  }

  async function builds(): Promise<readonly WireBuild[]> {
    const all: WireBuild[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const { builds: page } = await api.get<{ builds: WireBuild[] }>(
        `/v3/repo/${repository}/builds?limit=${PAGE}&offset=${offset}&include=build.branch`,
      );
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  it('builds each of a thousand signed deliveries of one second exactly once', async () => {
    const sha = project.push({ '.travis.yml': scriptOf('true') }, 'To be built a thousand times');
    const branches = Array.from({ length: DELIVERIES }, (_, index) => `branch-${index}`);
    await Promise.all(branches.map((branch) => deliver(branch, sha)));
    const ended = await until(
      'the end of all builds',
      async () => {
        // Reading all of them is work too.
        await wait(2_000);
        const all = await builds();
        const open = all.filter(({ finished_at: at }) => at === null);
        return all.length >= DELIVERIES && open.length === 0 ? all : undefined;
      },
      200,
    );
    expect(ended.map(({ state }) => state)).toEqual(ended.map(() => 'passed'));
    expect(ended.map((build) => build.branch?.name).toSorted()).toEqual(branches.toSorted());
  }, 300_000);

  const ends = new Set(['passed', 'failed', 'errored', 'canceled']);
  it.each([
    { what: 'a gigabyte', script: 'yes "a line of a gigabyte" | head -c 1G' },
    { what: 'a line of 100 MB', script: "head -c 100M /dev/zero | tr '\\0' x" },
  ])(
    'ends a job that prints $what, keeps what is allowed of it, and goes on',
    async ({ what, script }) => {
      const before = residentBytes();
      const branch = what.replaceAll(' ', '-');
      await deliver(branch, project.push({ '.travis.yml': scriptOf(script) }, what, branch));
      const jobOf = async (name: string): Promise<WireJob> =>
        until(`the job of ${name}`, async () => {
          const build = (await builds()).find((one) => one.branch?.name === name);
          if (!build) return undefined;
          const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
          return jobs[0] && ends.has(jobs[0].state ?? '') ? jobs[0] : undefined;
        });
      const job = await jobOf(branch);
      expect(job.state).toBe('errored');
      const log = await api.text(`/v3/job/${job.id}/log.txt`);
      expect(log.length).toBeGreaterThan(LOG_BYTES * 0.9);
      expect(log.length).toBeLessThan(LOG_BYTES * 1.1);
      expect(JSON.stringify(job)).toContain('The log reached its limit of 1.9 MiB');
      await expect.poll(() => residentBytes() - before).toBeLessThan(150_000_000);
      await deliver(`after-${branch}`, project.push({ '.travis.yml': scriptOf('true') }, 'Next'));
      expect((await jobOf(`after-${branch}`)).state).toBe('passed');
    },
    300_000,
  );
});
