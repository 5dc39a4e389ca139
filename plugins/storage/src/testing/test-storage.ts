/** The plugin in a real host with a database: one repository, and jobs whose tokens are real ones. */
import { tokens, type Job, type PullRequest, type Repository } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import {
  claimQuery,
  seedBuild,
  seedRepository,
  type SeedBuild,
} from '../../../../test/support/seed.js';
import { plugin } from '../plugin.js';

export interface TestStorage {
  readonly host: TestHost;
  readonly store: Store;
  readonly repository: Repository;
  /** A new build's only job, which runs. */
  job(seed?: SeedBuild & { readonly trust?: Job['trust'] }): Promise<RunningJob>;
  /** As a person with this right on the repository; `address`: `GET /v3/…`. */
  as(level: 'read' | 'write' | null, address: string): Promise<Response>;
}
export interface RunningJob {
  readonly job: Job;
  readonly token: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  put(path: string, body: BodyInit, headers?: Record<string, string>): Promise<Response>;
}

/** `core`: data folder and database, where they were there before. */
export async function startTestStorage(
  config: object = {},
  core: Readonly<Record<string, unknown>> = {},
): Promise<TestStorage> {
  const host = await testPlugin(plugin, { config, core, faults: 'kept' });
  const store = host.resolve(tokens.store);
  const [known] = (await store.repositories.list({}, { limit: 1 })).rows;
  const repository = known ?? (await seedRepository(store, { private: true }));
  return {
    host,
    store,
    repository,
    async job({ trust = 'full', ...seed } = {}) {
      const { jobs } = await seedBuild(store, repository, { jobs: [{ trust }], ...seed });
      return running(host, store, jobs[0]!);
    },
    as: async (level, address) => ask(host, await person(host, store, repository, level), address),
  };
}

async function running(host: TestHost, store: Store, { id }: Job): Promise<RunningJob> {
  await store.jobs.transition(id, { from: ['created'], to: 'queued', queue: 'builds.linux' });
  await store.runs.claim(claimQuery(`claim-of-${id}`));
  const job = await store.jobs.get(id);
  if (job?.state !== 'received') throw new Error('another job was claimed');
  const token = await tokenFor(host, job);
  const authorization = `Bearer ${token}`;
  return {
    job,
    token,
    get: (path, headers = {}) =>
      host.request(`/storage/${path}`, { headers: { authorization, ...headers } }),
    put: (path, body, headers = {}) =>
      host.request(`/storage/${path}`, {
        method: 'PUT',
        headers: { authorization, ...headers },
        body,
        ...{ duplex: 'half' },
      }),
  };
}

export function tokenFor(
  host: TestHost,
  { id: jobId, run, buildId, repositoryId }: Job,
  seconds = 60,
): Promise<string> {
  return host.resolve(tokens.tokenIssuer).jobToken({ jobId, run, buildId, repositoryId }, seconds);
}

let people = 0;

async function person(
  host: TestHost,
  store: Store,
  repository: Repository,
  level: 'read' | 'write' | null,
): Promise<string> {
  const login = `person-${(people += 1)}`;
  const user = await store.users.insert({ login, name: null, email: null, admin: false });
  const hash = host.resolve(tokens.secrets).hash(login);
  await store.sessions.createToken({ hash, userId: user.id, name: 'test', scopes: ['*'] });
  if (level) await store.users.setPermission(user.id, repository.id, level);
  return login;
}

function ask(host: TestHost, token: string, address: string): Promise<Response> {
  const [method = 'GET', path = ''] = address.split(' ');
  return host.request(path, { method, headers: { authorization: `token ${token}` } });
}

export function pullRequest(number: number, fork: boolean): PullRequest {
  return {
    number,
    fork,
    title: 'Oil it',
    state: 'open',
    draft: false,
    headSlug: 'eve/engine',
    headVcsId: null,
    headRef: 'oil',
    headSha: 'b'.repeat(40),
    headUrl: null,
    baseRef: 'release',
    baseSlug: 'ada/engine',
    baseVcsId: null,
    mergeable: true,
    htmlUrl: null,
  };
}
