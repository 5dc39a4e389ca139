/** A really running platform for benches: one process in a folder of its own, and repositories that it builds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBuild } from '@turnpike/core/contracts';
import { addRepository } from '../../integration/scenario.js';
import { apiClient, until, type ApiClient } from '../../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../../support/process.js';
import { makeProject } from '../../support/project.js';

export interface BenchPlatform {
  readonly process: PlatformProcess;
  readonly url: string;
  readonly token: string;
  readonly api: ApiClient;
  /** Adds a repository of this configuration; answers the jobs of its first build, in order. */
  build(name: string, config: Readonly<Record<string, unknown>>): Promise<readonly number[]>;
  /** Waits until the job is in the state. */
  reaches(job: number, state: string, seconds?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startBenchPlatform(
  config: Readonly<Record<string, unknown>> = {},
): Promise<BenchPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-bench-'));
  const process = await startProcess({
    name: 'platform',
    folder: join(folder, 'platform'),
    config: { http: { port: 0 }, ...config },
  });
  const access = await cliAccess(process.dataDir);
  const api = apiClient(access.url, access.token);
  return {
    process,
    ...access,
    api,
    async build(name, yml) {
      const project = makeProject(join(folder, name), name);
      const whole = { language: 'minimal', git: { clone: false }, ...yml };
      // JSON is YAML.
      project.push({ '.travis.yml': JSON.stringify(whole) });
      return firstJobs(api, addRepository(access, project.path, `bench/${name}`));
    },
    async reaches(job, state, seconds = 120) {
      const isThere = async (): Promise<true | undefined> =>
        (await api.get<{ state: string }>(`/v3/job/${job}`)).state === state ? true : undefined;
      await until(`job ${job} is ${state}`, isThere, seconds);
    },
    async stop() {
      await process.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstJobs(api: ApiClient, repository: number): Promise<readonly number[]> {
  const path = `/v3/repo/${repository}/builds?include=build.jobs`;
  return until('the first build', async () => {
    const { builds } = await api.get<{ builds: WireBuild[] }>(path);
    const ids = (builds[0]?.jobs ?? []).map(({ id }) => id);
    return ids.length > 0 ? ids.toSorted((a, b) => a - b) : undefined;
  });
}
