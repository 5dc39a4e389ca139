/** The whole platform in one process and in memory: real plugins, real HTTP, nothing left behind. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledConfigDir } from '@turnpike/core';
import {
  slugParts,
  type Logger,
  type Plugin,
  type WireBuild,
  type WireBuilds,
  type WireJobs,
  type WireRequests,
} from '@turnpike/core/contracts';
import { createTestRepository, type TestRepository } from './git-repository.js';
import { startTestHost, type TestHost } from './test-plugin.js';

/** What differs from the platform as it is shipped. @stable */
export interface TestPlatformOptions {
  /** Installed beside the platform's own: plugins, or names and paths as in `plugins`. */
  readonly plugins?: readonly (Plugin | string)[];
  /** Over the platform's configuration: `{ worker: { executor: 'dummy' } }`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Folder with the platform's configuration; default: that of the installation that the SDK belongs to. */
  readonly configDir?: string;
  /** Default: silent. */
  readonly log?: Logger;
}

/** The whole platform, running in the test's process. @stable */
export interface TestPlatform extends TestHost {
  /** As administrator. */
  readonly api: TestApi;
  /**
   * Adds a new repository with these files, and waits for the build of its first commit. Of provider `git`
   * (the default) the platform finds it by itself; of another one the build is asked for. `settings`: its
   * slug, or more. The repository's folder goes with the platform.
   */
  project(files: Files, settings?: string | ProjectSettings): Promise<TestProject>;
}
/** How a project is made. @stable */
export interface ProjectSettings {
  /** Default: `test/project-<number>`. */
  readonly slug?: string;
  /** Id of the VCS provider; default: `git`. */
  readonly provider?: string;
  /** How long its first build may take; default: 60. */
  readonly seconds?: number;
}
/** How a build is asked for. @stable */
export interface BuildAsk {
  /** The branch that is checked out; default: `main`. */
  readonly branch?: string;
  /** How long it may take; default: 60. */
  readonly seconds?: number;
}
type Files = Readonly<Record<string, string>>;

/** The API as administrator. Error statuses throw. @stable */
export interface TestApi {
  /** Of an administrator, for what the API has no method here for. */
  readonly token: string;
  /** JSON of the answer. */
  get<T>(path: string): Promise<T>;
  /** JSON of the answer; `body` is sent as JSON. */
  post<T>(path: string, body?: unknown): Promise<T>;
  /** The answer as it is: logs, raw files. */
  text(path: string): Promise<string>;
}

/** A repository that the platform builds. @stable */
export interface TestProject {
  /** Of the platform's repository. */
  readonly id: number;
  /** What its builds are of; commit there and push nothing. */
  readonly repository: TestRepository;
  /** The build of the first commit, finished. */
  readonly first: WireBuild;
  /**
   * Commits files and asks for a build of it. Answers the finished build. Throws the reason where the request
   * is refused, and after `seconds` (a number alone, or in `ask`).
   */
  build(files?: Files, ask?: number | BuildAsk): Promise<WireBuild>;
  /** Output of all jobs of a build, in their order. */
  logs(build: Pick<WireBuild, 'id'>): Promise<string>;
}

const FINAL = ['passed', 'failed', 'errored', 'canceled'];
const PATIENCE_SECONDS = 60;

/** Starts it. Throws what a boot throws. Stop it when done. @stable */
export async function testPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const host = await startTestHost({
    plugins: options.plugins ?? [],
    values: {
      database: { url: 'sqlite::memory:' },
      // After the first look builds are asked for: a poll would find the same commits once more.
      gatekeeper: { pollSeconds: { git: 86_400 } },
      ...options.config,
    },
    dir: options.configDir ?? bundledConfigDir(),
    ...(options.log ? { log: options.log } : {}),
  });
  try {
    return await withProjects(host);
  } catch (error) {
    await host.stop({ force: true });
    throw error;
  }
}

async function withProjects(host: TestHost): Promise<TestPlatform> {
  // Left by login-local for the command line.
  const access = await readFile(join(host.dataDir, 'cli.json'), 'utf8');
  const api = createApi(host, (JSON.parse(access) as { token: string }).token);
  const repositories: TestRepository[] = [];
  return {
    ...host,
    api,
    async project(files, settings = {}) {
      const {
        slug = `test/project-${repositories.length + 1}`,
        provider = 'git',
        seconds = PATIENCE_SECONDS,
      } = typeof settings === 'string' ? { slug: settings } : settings;
      const repository = await createTestRepository(slugParts(slug)?.name);
      repositories.push(repository);
      const sha = await repository.commit('First', files);
      const body = { clone_url: repository.path, slug, provider };
      const { id } = await api.post<{ id: number }>('/v3/repos', body);
      if (provider !== 'git') await api.post(`/v3/repo/${id}/requests`, { branch: 'main', sha });
      const first = await finishedBuild(api, id, sha, seconds);
      return createProject(api, id, repository, first);
    },
    async stop(settings) {
      await host.stop(settings);
      await Promise.all(repositories.map((repository) => repository.remove()));
    },
  };
}

function createApi(host: TestHost, token: string): TestApi {
  const call = async (method: string, path: string, body?: unknown): Promise<string> => {
    const response = await host.request(path, {
      method,
      headers: {
        authorization: `token ${token}`,
        'travis-api-version': '3',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  };
  const parse = <T>(text: string): T => (text === '' ? {} : JSON.parse(text)) as T;
  return {
    token,
    get: async (path) => parse(await call('GET', path)),
    post: async (path, body = {}) => parse(await call('POST', path, body)),
    text: (path) => call('GET', path),
  };
}

function createProject(
  api: TestApi,
  id: number,
  repository: TestRepository,
  first: WireBuild,
): TestProject {
  let commits = 1;
  return {
    id,
    repository,
    first,
    async build(files = {}, ask = {}) {
      const { branch = 'main', seconds = PATIENCE_SECONDS } =
        typeof ask === 'number' ? { seconds: ask } : ask;
      commits += 1;
      const sha = await repository.commit(`Commit ${commits}`, files);
      await api.post(`/v3/repo/${id}/requests`, { branch, sha });
      return finishedBuild(api, id, sha, seconds);
    },
    async logs(build) {
      const { jobs } = await api.get<WireJobs>(`/v3/build/${build.id}/jobs`);
      const texts = await Promise.all(jobs.map((job) => api.text(`/v3/job/${job.id}/log.txt`)));
      return texts.join('');
    },
  };
}

async function finishedBuild(
  api: TestApi,
  repositoryId: number,
  sha: string,
  seconds: number,
): Promise<WireBuild> {
  const end = performance.now() + seconds * 1_000;
  const path = `/v3/repo/${repositoryId}/builds?include=build.commit,build.jobs`;
  for (;;) {
    const { builds } = await api.get<WireBuilds>(path);
    const build = builds.find((one) => one.commit?.sha === sha);
    if (build && FINAL.includes(build.state)) return build;
    if (!build) await throwRefusal(api, repositoryId, sha);
    if (performance.now() > end) {
      const state = build ? `is ${build.state}` : 'was not made';
      throw new Error(`The build of ${sha} ${state} after ${seconds} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A request of this commit that was refused will not be built, however long one waits. */
async function throwRefusal(api: TestApi, repositoryId: number, sha: string): Promise<void> {
  const path = `/v3/repo/${repositoryId}/requests`;
  const { requests } = await api.get<WireRequests>(path);
  const refused = requests.find((one) => one.sha === sha && one.result === 'rejected');
  if (refused === undefined) return;
  const why = `${refused.rule ?? 'no rule'}: ${refused.message ?? 'no reason is given'}`;
  throw new Error(`The build of ${sha} was not made: its request was refused by ${why}`);
}
