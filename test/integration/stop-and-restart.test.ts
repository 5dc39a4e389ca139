/** One process in the middle of a job: killed, told to stop, told twice; and what it left, carried elsewhere. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild, WireJob, WireRun } from '@turnpike/core/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import {
  cliAccess,
  root,
  startProcess,
  turnpike,
  type PlatformProcess,
} from '../support/process.js';
import { makeProject, type Project } from '../support/project.js';
import { addRepository } from './scenario.js';

/** A process of each job can be found by the seconds that it sleeps. */
const MARK = 86_400 + (process.pid % 10_000);
const FINAL = ['passed', 'failed', 'errored', 'canceled'];

/** Tells the jobs that they may end; no branch or tag, so that nobody builds it. */
const GO = 'refs/flags/go';
/** Hangs, with a process in the background too, unless it finds the flag. */
const YML = {
  '.travis.yml': `language: shell
script: |
  echo "first line"
  if git ls-remote --exit-code origin ${GO}; then echo "first end"; else sleep ${MARK} & sleep ${MARK}; fi
`,
};

let folder: string;
let project: Project;
let repository: number;
/** The job whose first run was killed. */
let killed: WireJob;
let platform: PlatformProcess;
let api: ApiClient;

const jobsDir = (name: string): string => join(folder, `${name}-jobs`);

async function start(name = 'platform', drainSeconds = 2): Promise<PlatformProcess> {
  const started = await startProcess({
    name,
    folder: join(folder, name),
    config: {
      http: { port: await freePort() },
      'vcs-git': { pollSeconds: 1 },
      worker: { drainSeconds },
      logs: { sealAfterSeconds: 0 },
      // A worker of another folder is another worker: what the first one held is lost by its lease.
      ...(name === 'other' ? { hub: { leaseSeconds: 10, sweepSeconds: 1 } } : {}),
      'executor-local': { jobsDir: jobsDir(name) },
    },
  });
  const access = await cliAccess(started.dataDir);
  api = apiClient(access.url, access.token);
  return started;
}

/** Exit code and what was printed. */
function cli(...args: readonly string[]): { readonly code: number; readonly text: string } {
  try {
    const env = { PATH: process.env['PATH'], HOME: folder };
    const options = { cwd: root, env, encoding: 'utf8', stdio: 'pipe' } as const;
    return { code: 0, text: execFileSync(process.execPath, [turnpike, ...args], options) };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, text: stdout + stderr };
  }
}

const marked = (): number => {
  const list = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line === `sleep ${MARK}`).length;
};
const noneMarked = () =>
  until('no process left', async () => (marked() === 0 ? true : undefined), 20);

async function jobOf(sha: string): Promise<WireJob | undefined> {
  const { builds } = await api.get<{ builds: WireBuild[] }>(
    `/v3/repo/${repository}/builds?include=build.commit`,
  );
  const build = builds.find((one) => one.commit?.sha === sha);
  if (!build) return undefined;
  const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
  return jobs[0];
}

const running = (sha: string) =>
  until('a running job', async () => {
    const job = await jobOf(sha);
    if (job?.state !== 'started' || marked() === 0) return undefined;
    return (await api.text(`/v3/job/${job.id}/log.txt`)).includes('first') ? job : undefined;
  });
const finished = (sha: string) =>
  until('the end of the job', async () => {
    const job = await jobOf(sha);
    return job && FINAL.includes(job.state ?? '') ? job : undefined;
  });
const runsOf = async (job: WireJob) =>
  (await api.get<{ runs: WireRun[] }>(`/v3/job/${job.id}/runs`)).runs.toReversed();

const told = (go: boolean): string =>
  project.git('push', '--quiet', 'origin', go ? `HEAD:${GO}` : `:${GO}`);
const logOf = (job: WireJob) => api.text(`/v3/job/${job.id}/log.txt`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-stop-'));
  project = makeProject(folder);
  platform = await start();
  const access = await cliAccess(platform.dataDir);
  repository = addRepository(access, project.path, 'acme/project');
}, 300_000);
afterAll(async () => {
  await platform.kill();
  await rm(folder, { recursive: true, force: true });
}, 300_000);

describe('one process, in the middle of a job', () => {
  it('keeps its data folder from a second one, and says the way out', () => {
    const second = cli('start', '--set', `dataDir=${platform.dataDir}`, '--set', 'http.port=0');
    expect(second.code).toBe(1);
    expect(second.text).toContain('TURNPIKE_STORE_IN_USE');
    expect(second.text).toContain('Stop the other process');
  }, 300_000);

  it('killed and started again: the job ends in a new run, and nothing is left of the old', async () => {
    const sha = project.push(YML, 'Killed');
    await running(sha);
    await platform.kill();
    // Nobody is there to see to it: the guard does.
    await noneMarked();
    told(true);
    platform = await start();
    const job = await finished(sha);
    killed = job;
    expect(job).toMatchObject({ state: 'passed', run: 2 });
    expect(await logOf(job)).toMatch(/first line[\s\S]*first end[\s\S]*exited with 0/);
    expect(await runsOf(job)).toMatchObject([
      { run: 1, state: 'lost', blame: 'platform' },
      { run: 2, state: 'passed' },
    ]);
    await until('no folder left', async () =>
      (await readdir(jobsDir('platform'), { recursive: true })).every(
        (path) => !/\d+-\d+-/.test(path),
      )
        ? true
        : undefined,
    );
  }, 300_000);

  it('told to stop: hands the job back in time, and ends with 0', async () => {
    told(false);
    const sha = project.push(YML, 'Stopped');
    const { id } = await running(sha);
    expect(await platform.stop()).toBe(0);
    expect(marked()).toBe(0);
    platform = await start('platform', 600);
    const again = await running(sha);
    expect((await runsOf(again))[0]).toMatchObject({
      run: 1,
      state: 'lost',
      blame: 'platform',
      reason: 'The worker was stopped before the job had ended.',
    });
    expect(again).toMatchObject({ id, run: 2 });
    // The sweep of a start seals what was lost before, here and in the test above.
    await until('a sealed log', async () => {
      const runs = [...(await runsOf(again)), ...(await runsOf(killed))];
      return runs.filter((run) => run.log_sealed).length === 3 ? true : undefined;
    });
  }, 300_000);

  it('told twice: stops at once, and leaves no process', async () => {
    platform.child.kill('SIGTERM');
    // Two signals at once may be one.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(platform.child.exitCode).toBe(null);
    expect(marked()).toBeGreaterThan(0);
    expect(await platform.stop()).toBe(0);
    expect(marked()).toBe(0);
  }, 300_000);

  it('carried to another folder: shows the same builds and logs, and goes on with the job', async () => {
    const file = join(folder, 'backup.tar.gz');
    const other = join(folder, 'other/data');
    expect(cli('backup', file, '--with-key', '--set', `dataDir=${platform.dataDir}`).code).toBe(0);
    expect(cli('restore', file, '--set', `dataDir=${other}`).code).toBe(0);
    expect(cli('restore', file, '--set', `dataDir=${other}`)).toMatchObject({
      code: 1,
      text: expect.stringContaining('TURNPIKE_CONFLICT'),
    });
    told(true);
    platform = await start('other');
    const { builds } = await api.get<{ builds: WireBuild[] }>(`/v3/repo/${repository}/builds`);
    expect(builds.map(({ number }) => number).toSorted()).toEqual(['1', '2']);
    expect(await logOf(killed)).toContain('first end');
    const stopped = await finished(project.git('rev-parse', 'HEAD').trim());
    expect(stopped).toMatchObject({ state: 'passed', run: 3 });
  }, 300_000);
});
