/** Rows for one request: each is read once, and lists are read together. */
import type {
  Branch,
  Build,
  BuildRequest,
  Commit,
  Job,
  Owner,
  Repository,
  Stage,
  User,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

export interface Loader {
  repository(id: number): Promise<Repository | undefined>;
  owner(id: number): Promise<Owner | undefined>;
  user(id: number): Promise<User | undefined>;
  userByLogin(login: string): Promise<User | undefined>;
  branch(repositoryId: number, name: string): Promise<Branch | undefined>;
  request(id: number): Promise<BuildRequest | undefined>;
  commit(id: number): Promise<Commit | undefined>;
  build(id: number): Promise<Build | undefined>;
  jobs(buildId: number): Promise<readonly Job[]>;
  stages(buildId: number): Promise<readonly Stage[]>;
  stage(buildId: number, id: number): Promise<Stage | undefined>;
  /** Up to ten, newest first. */
  recentBuilds(repositoryId: number, branch: string): Promise<readonly Build[]>;
  /** From 1, among the jobs that wait in a queue; null: not among the first hundred. */
  position(job: Job): Promise<number | null>;
  /** Reads what a list of builds needs with one query each. */
  expectBuilds(builds: readonly Build[], what: { readonly jobs: boolean }): Promise<void>;
  expectCommits(ids: readonly number[]): Promise<void>;
  expectBuildIds(ids: readonly (number | null)[]): Promise<void>;
}

const POSITIONS = 100;

export function createLoader(store: Store): Loader {
  const repository = memo((id: number) => store.repositories.get(id));
  const owner = memo((id: number) => store.owners.get(id));
  const user = memo((id: number) => store.users.get(id));
  const userByLogin = memo((login: string) => store.users.byLogin(login));
  const request = memo((id: number) => store.requests.get(id));
  const commit = memo((id: number) => store.commits.get(id));
  const build = memo((id: number) => store.builds.get(id));
  const jobs = memo((buildId: number) => store.jobs.ofBuild(buildId));
  const stages = memo((buildId: number) => store.stages.ofBuild(buildId));
  const branches = memo((key: string) => {
    const [repositoryId = '', ...name] = key.split('/');
    return store.branches.get(Number(repositoryId), name.join('/'));
  });
  const waiting = memo((queue: string) => waitingIds(store, queue));

  async function expectCommits(ids: readonly number[]): Promise<void> {
    const found = await store.commits.many(unique(ids));
    for (const id of ids) commit.set(id, found.get(id));
  }

  return {
    repository,
    owner,
    user,
    userByLogin,
    request,
    commit,
    build,
    jobs,
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
    async expectBuilds(builds, what) {
      await expectCommits(builds.map((one) => one.commitId));
      if (!what.jobs) return;
      const ids = builds.map((one) => one.id);
      const [allJobs, allStages] = [
        await store.jobs.ofBuilds(ids),
        await store.stages.ofBuilds(ids),
      ];
      for (const id of ids) {
        jobs.set(
          id,
          allJobs.filter((job) => job.buildId === id),
        );
        stages.set(
          id,
          allStages.filter((stage) => stage.buildId === id),
        );
      }
    },
    expectCommits,
    async expectBuildIds(ids) {
      const wanted = unique(ids.filter((id) => id !== null));
      const found = await store.builds.many(wanted);
      for (const id of wanted) build.set(id, found.get(id));
      await expectCommits([...found.values()].map((one) => one.commitId));
    },
  };
}

/** Oldest first: the list comes newest first. */
async function waitingIds(store: Store, queue: string): Promise<readonly number[]> {
  const { rows, total } = await store.jobs.list(
    { states: ['queued'], queue },
    { limit: POSITIONS },
  );
  return total > POSITIONS ? [] : rows.map((job) => job.id).reverse();
}

interface Memo<K, V> {
  (key: K): Promise<V>;
  set(key: K, value: V): void;
}
function memo<K, V>(read: (key: K) => Promise<V>): Memo<K, V> {
  const known = new Map<K, Promise<V>>();
  const ask = (key: K): Promise<V> => {
    const before = known.get(key);
    if (before) return before;
    const asked = read(key);
    known.set(key, asked);
    return asked;
  };
  return Object.assign(ask, {
    set: (key: K, value: V) => void known.set(key, Promise.resolve(value)),
  });
}

function unique(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
