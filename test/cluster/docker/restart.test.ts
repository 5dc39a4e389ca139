/** Checks 9 and 20 on Docker: whole processes are killed; the next one adopts or ends, and takes nothing of others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireBuild, WireJob, WireRun } from '@turnpike/core/contracts';
import type { Listed } from '../../../plugins/executor-docker/src/engine/answers.js';
import { writeTar } from '../../../plugins/executor-docker/src/engine/tar.js';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { addRepository } from '../../integration/scenario.js';
import { apiClient, until, type ApiClient } from '../../support/api-client.js';
import { freePort } from '../../support/mosquitto.js';
import { cliAccess, startProcess, type PlatformProcess } from '../../support/process.js';
import { makeProject, type Project } from '../../support/project.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn } from './support/executor.js';
import { skipFor } from './support/skip-for.js';

const LEASE_SECONDS = 12;
const FINAL = ['passed', 'failed', 'errored', 'canceled'];
/** Waits for a file: what the test puts there, it has seen. */
const script = (name: string): string =>
  `echo before ${name}; while [ ! -e /tmp/go ]; do sleep 0.1; done; echo after ${name}`;

describe.skipIf(skipFor(whyNoEngine()))('checks 9 and 20: a worker that is killed', () => {
  let engine: TestEngine;
  let folder: string;
  let project: Project;
  let repository: number;
  let platform: PlatformProcess;
  let api: ApiClient;

  const yml = (name: string): Record<string, string> => ({
    '.travis.yml': JSON.stringify({
      ...{ language: 'shell', os: 'linux', git: { clone: false } },
      ...{ image: engine.images.build, script: script(name) },
    }),
  });

  async function start(): Promise<void> {
    platform = await startProcess({
      name: 'platform',
      folder: join(folder, 'platform'),
      config: {
        http: { port: await freePort() },
        'vcs-git': { pollSeconds: 1 },
        worker: { executor: 'docker' },
        hub: { leaseSeconds: LEASE_SECONDS, sweepSeconds: 1 },
        'executor-docker': { host: engine.host, images: { pull: 'never' } },
      },
    });
    const access = await cliAccess(platform.dataDir);
    api = apiClient(access.url, access.token);
  }
  const containers = () => engine.engine.containers(LABEL.worker);
  const jobs = async (): Promise<WireJob[]> => {
    const path = `/v3/repo/${repository}/builds?sort_by=id:desc&limit=1`;
    const [build] = (await api.get<{ builds: WireBuild[] }>(path)).builds;
    return (await api.get<{ jobs: WireJob[] }>(`/v3/build/${build!.id}/jobs`)).jobs;
  };
  const began = (name: string): Promise<Listed> =>
    until(`${name} in a container`, async () => {
      const [one] = await containers();
      if (!one || !(await engine.engine.has(one.Id, '/turnpike/in/taken'))) return undefined;
      const [job] = await jobs();
      const log = await api.text(`/v3/job/${job!.id}/log.txt`);
      return log.includes(`before ${name}`) ? one : undefined;
    });
  const release = ({ Id }: Listed) =>
    engine.engine.put(Id, writeTar([{ name: 'tmp/go', mode: 0o644, bytes: Buffer.from('go\n') }]));
  const ended = () =>
    until('the end of the job', async () => {
      const [job] = await jobs();
      return job && FINAL.includes(job.state ?? '') ? job : undefined;
    });
  const runsOf = async ({ id }: WireJob) =>
    (await api.get<{ runs: WireRun[] }>(`/v3/job/${id}/runs`)).runs.toReversed();
  const noneLeft = () =>
    until('no container left', async () => ((await containers()).length === 0 ? true : undefined));

  beforeAll(async () => {
    engine = await startEngine();
    folder = mkdtempSync(join(tmpdir(), 'turnpike-restart-'));
    project = makeProject(folder);
    await start();
    const access = await cliAccess(platform.dataDir);
    repository = addRepository(access, project.path, 'acme/project');
  });
  afterAll(async () => {
    await platform?.kill();
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is followed by one that goes on with its job: one run, one result, the whole log', async () => {
    project.push(yml('adopted'));
    const container = await began('adopted');
    await platform.kill();
    await start();
    await until('an adopted run', async () => (await jobs())[0]?.state === 'started' || undefined);
    await release(container);
    const job = await ended();
    const log = await api.text(`/v3/job/${job.id}/log.txt`);
    expect([job.state, job.run], log).toEqual(['passed', 1]);
    expect(log.match(/^(?:before|after) adopted\r?$/gm)).toHaveLength(2);
    await noneLeft();
  });

  it('and stays away ends its job by that, and the second run passes', async () => {
    project.push(yml('lost'));
    const first = await began('lost');
    await platform.kill();
    await until('the end of its own', async () => {
      const found = await engine.engine.inspect(first.Id);
      return found?.State.Running === false || undefined;
    });
    await start();
    const second = await until('the second run', async () => {
      const [one] = await containers();
      return one?.Labels?.[LABEL.run] === '2' ? one : undefined;
    });
    await until('its script', async () =>
      (await engine.engine.has(second.Id, '/turnpike/in/taken')) ? true : undefined,
    );
    await release(second);
    const job = await ended();
    expect([job.state, job.run]).toEqual(['passed', 2]);
    expect(await runsOf(job)).toMatchObject([{ state: 'lost', blame: 'platform' }, {}]);
    await noneLeft();
  });

  it('leaves what its next start removes, and nothing of others goes with that', async () => {
    const post = (path: string, json: unknown) =>
      engine.engine.wire.json<{ Id: string }>({ method: 'POST', path, json });
    project.push(yml('labels'));
    const ours = (await began('labels')).Labels![LABEL.worker]!;
    const labels = (worker: string) => ({
      [LABEL.worker]: worker,
      [LABEL.job]: '9999',
      [LABEL.run]: '1',
      [LABEL.part]: 'job',
    });
    await platform.kill();
    const make = async (name: string, Labels: Record<string, string>): Promise<void> => {
      const Image = engine.images.bare;
      await engine.engine.create(`${name}-c`, { Image, Cmd: ['sleep', '600'], Labels }, undefined);
      await post('/networks/create', { Name: `${name}-n`, Labels });
      await post('/volumes/create', { Name: `${name}-v`, Labels });
    };
    await make('mine', labels(ours));
    await make('other', labels('another-worker'));
    await make('prefix', { [`${LABEL.worker}.sub`]: ours, 'turnpike.worker-of': ours });
    await make('unsaid', { [LABEL.worker]: ours });
    await start();
    const names = async (): Promise<string> => {
      const all = await Promise.all(
        ['/containers/json?all=true', '/networks', '/volumes'].map((path) =>
          engine.engine.wire.json<unknown>({ path }),
        ),
      );
      return [...new Set(JSON.stringify(all).match(/(?:mine|other|prefix|unsaid)-[cnv]/g))]
        .toSorted()
        .join(' ');
    };
    expect(await names()).toBe(
      'other-c other-n other-v prefix-c prefix-n prefix-v unsaid-c unsaid-n unsaid-v',
    );
    const going = (await containers()).find(
      ({ Labels }) => Labels?.[LABEL.mark] !== undefined && Labels[LABEL.worker] === ours,
    );
    await release(going!);
    expect((await ended()).state).toBe('passed');
  });

  it('may start a hundred runs, and the engine has as many networks and volumes as before', async () => {
    const count = async () => {
      const networks = await engine.engine.wire.json<unknown[]>({ path: '/networks' });
      const volumes = await engine.engine.wire.json<{ Volumes: unknown[] | null }>({
        path: '/volumes',
      });
      return [networks.length, volumes.Volumes?.length ?? 0];
    };
    const before = await count();
    const subject = await executorOn(engine);
    for (let round = 0; round < 25; round++) {
      const runs = Array.from({ length: 4 }, () => subject.run('exit 0\n'));
      expect((await Promise.all(runs)).map(({ exit }) => exit)).toEqual(
        Array.from({ length: 4 }, () => ({ code: 0 })),
      );
    }
    await subject.dispose();
    expect(await count()).toEqual(before);
  });
});
