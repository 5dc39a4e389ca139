/** PostgreSQL goes away under running roles and comes back: nothing is lost, nobody restarts anything. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild } from '@turnpike/core/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { hasOwnPostgres, startOwnPostgres, type OwnPostgres } from '../support/postgres.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject, type Project } from '../support/project.js';
import { addRepository, outcomeOf } from './scenario.js';

const undo: (() => Promise<unknown>)[] = [];
const ticks = (seconds: number): string =>
  `language: shell\nscript: for i in $(seq ${seconds}); do echo first $i; sleep 1; done\n`;

/** One process with the API, one with all that decides and runs: both on the database. */
async function startPair(folder: string, database: string): Promise<readonly PlatformProcess[]> {
  const shared = {
    database: { url: database },
    keyFile: join(folder, 'key'),
    tokens: { role: randomBytes(24).toString('hex'), worker: randomBytes(24).toString('hex') },
    'vcs-git': { pollSeconds: 1 },
  };
  const broker = await freePort();
  const user = { user: 'roles', password: randomBytes(12).toString('hex'), rights: 'role' };
  const platform = await startProcess({
    name: 'platform',
    folder: join(folder, 'platform'),
    config: {
      ...shared,
      http: { port: await freePort() },
      broker: { listen: { host: '127.0.0.1', port: broker }, users: [user] },
    },
  });
  undo.push(() => platform.stop());
  const url = { url: platform.url };
  const api = await startProcess({
    name: 'api',
    folder: join(folder, 'api'),
    role: 'api',
    config: {
      ...shared,
      http: { port: await freePort() },
      publicUrl: platform.url,
      bus: { url: `mqtt://127.0.0.1:${broker}`, user: user.user, password: user.password },
      remotes: { commands: url, logReader: url, requestPreview: url, deliveries: url },
    },
  });
  undo.push(() => api.stop());
  return [platform, api];
}

describe.skipIf(!hasOwnPostgres())('a database that stops and starts', () => {
  let postgres: OwnPostgres;
  let processes: readonly PlatformProcess[];
  let apis: readonly ApiClient[];
  let project: Project;
  let repository: number;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-away-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    postgres = await startOwnPostgres();
    undo.push(() => postgres.remove());
    processes = await startPair(folder, postgres.url);
    const access = await cliAccess(processes[0]!.dataDir);
    apis = processes.map(({ url }) => apiClient(url, access.token));
    project = makeProject(folder);
    repository = addRepository(access, project.path, 'acme/project');
  }, 300_000);
  afterAll(async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  }, 300_000);

  it('is said by readiness and by the API, with a code', async () => {
    await postgres.stop();
    for (const { url } of processes) {
      await until('not ready', async () => {
        const { status } = await fetch(`${url}/readyz`);
        return status === 503 ? true : undefined;
      });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const answer = await fetch(`${url}/v3/repos`, { headers: { authorization: 'token abc' } });
      expect([answer.status, await answer.json()]).toEqual([
        503,
        expect.objectContaining({ code: 'TURNPIKE_STORE_UNAVAILABLE', retryable: true }),
      ]);
    }
    await postgres.start();
    for (const api of apis) await until('an answer', () => api.get('/v3/repos'), 30);
  }, 300_000);

  it('delays a push and a running job, and both come to their end', async () => {
    const before = project.push({ '.travis.yml': ticks(6) }, 'Before');
    await until('a running job', async () => {
      const { builds } = await apis[1]!.get<{ builds: WireBuild[] }>(
        `/v3/repo/${repository}/builds?include=build.commit`,
      );
      return builds.find((build) => build.commit?.sha === before && build.state === 'started');
    });
    await postgres.stop();
    const meanwhile = project.push({ '.travis.yml': ticks(1) }, 'Meanwhile');
    // Long enough for everybody to have tried, and for the job to end.
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    await postgres.start();
    const first = await outcomeOf(apis[1]!, repository, before, 90);
    expect(first).toMatchObject({ state: 'passed', logsSealed: true, jobs: [{ run: 1 }] });
    expect(first.jobs[0]?.said).toEqual([1, 2, 3, 4, 5, 6].map((tick) => `first ${tick}`));
    const second = await outcomeOf(apis[1]!, repository, meanwhile, 90);
    expect(second).toMatchObject({ state: 'passed', jobs: [{ said: ['first 1'] }] });
    for (const { child } of processes) expect(child.exitCode).toBe(null);
  }, 300_000);
});
