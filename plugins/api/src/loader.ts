/** Rows for one request: each is read once, and lists are read together. */
import type {
  Branch,
  Build,
  BuildRequest,
  Commit,
  Job,
  Owner,
  Preference,
  Repository,
  Stage,
  User,
  VcsProvider,
} from '@turnpike/sdk';
import { jsonSize, kindOfHost } from '@turnpike/sdk/platform';
import type { JobBrief, Store } from '@turnpike/sdk/store';
import { batched, memo } from './batched.js';

export interface Loader {
  repository(id: number): Promise<Repository | undefined>;
  owner(id: number): Promise<Owner | undefined>;
  user(id: number): Promise<User | undefined>;
  preferences(userId: number): Promise<readonly Preference[]>;
  userByLogin(login: string): Promise<User | undefined>;
  branch(repositoryId: number, name: string): Promise<Branch | undefined>;
  request(id: number): Promise<BuildRequest | undefined>;
  commit(id: number): Promise<Commit | undefined>;
  build(id: number): Promise<Build | undefined>;
  jobs(buildId: number): Promise<readonly JobBrief[]>;
  /** undefined: those of this answer are too much together. */
  jobConfig(id: number): Promise<Job['config'] | undefined>;
  /** Without reading the jobs. */
  jobIds(buildId: number): Promise<readonly number[]>;
  stages(buildId: number): Promise<readonly Stage[]>;
  stage(buildId: number, id: number): Promise<Stage | undefined>;
  /** Up to ten, newest first. */
  recentBuilds(repositoryId: number, branch: string): Promise<readonly Build[]>;
  /** From 1, among the jobs that wait in a queue; null: not among the first hundred. */
  position(job: JobBrief): Promise<number | null>;
  /** What a host is: `github` of `github-acme`. */
  kindOf(host: string): string;
}

const POSITIONS = 100;
/** Characters of all configurations of jobs in one answer. */
const MOST_CONFIGS = 2_097_152;

export function createLoader(store: Store, providers: readonly VcsProvider[]): Loader {
  const repository = memo((id: number) => store.repositories.get(id));
  const owner = memo((id: number) => store.owners.get(id));
  const user = memo((id: number) => store.users.get(id));
  const preferences = memo((id: number) => store.preferences.list(id));
  const userByLogin = memo((login: string) => store.users.byLogin(login));
  const request = memo((id: number) => store.requests.get(id));
  const commit = batched((ids) => store.commits.many(ids), undefined);
  const build = batched((ids) => store.builds.many(ids), undefined);
  const jobs = batched(async (ids) => byBuild(await store.jobs.briefsOfBuilds(ids)), []);
  let left = MOST_CONFIGS;
  const jobConfig = batched(async (ids) => {
    const found = await store.jobs.configsOf(ids, left);
    for (const config of found.values()) left -= jsonSize(config, left);
    return found;
  }, undefined);
  const jobIds = batched((ids) => store.jobs.idsOfBuilds(ids), []);
  const stages = batched(async (ids) => byBuild(await store.stages.ofBuilds(ids)), []);
  const branches = memo((key: string) => {
    const [repositoryId = '', ...name] = key.split('/');
    return store.branches.get(Number(repositoryId), name.join('/'));
  });
  const waiting = memo((queue: string) => waitingIds(store, queue));

  return {
    kindOf: (host) => kindOfHost(providers, host),
    repository,
    owner,
    user,
    preferences,
    userByLogin,
    request,
    commit,
    build,
    jobs,
    jobConfig,
    jobIds,
    stages,
    branch: (repositoryId, name) => branches(`${repositoryId}/${name}`),
    stage: async (buildId, id) => (await stages(buildId)).find((stage) => stage.id === id),
    async recentBuilds(repositoryId, name) {
      return (await store.builds.list({ repositoryId, branch: name }, { limit: 10 })).rows;
    },
    async position(job) {
      const place = (await waiting(job.queue ?? '')).indexOf(job.id);
      return place < 0 ? null : place + 1;
    },
  };
}

/** Oldest first: the list comes newest first. */
async function waitingIds(store: Store, queue: string): Promise<readonly number[]> {
  const { rows, total } = await store.jobs.list(
    { states: ['queued'], queue },
    { limit: POSITIONS },
  );
  return total > POSITIONS ? [] : rows.map((job) => job.id).toReversed();
}

function byBuild<T extends { readonly buildId: number }>(
  rows: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) found.set(row.buildId, [...(found.get(row.buildId) ?? []), row]);
  return found;
}
