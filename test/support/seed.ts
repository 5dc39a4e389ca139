/** Things to test with: a repository, and builds of any shape in it. */
import type {
  Build,
  BuildRequest,
  Job,
  JsonObject,
  Leases,
  Repository,
  Stage,
  Store,
} from '@turnpike/core/contracts';

type NewRepository = Parameters<Store['repositories']['insert']>[0];

let serial = 0;

/** An active repository `login/name`; its owner is made too. */
export async function seedRepository(
  store: Store,
  patch: Partial<NewRepository> & { readonly login?: string } = {},
): Promise<Repository> {
  const { login, ...fields } = patch;
  const owner = await store.owners.ensure({ host: 'git', login: login ?? 'ada', type: 'user' });
  serial += 1;
  return store.repositories.insert({
    ownerId: owner.id,
    name: `engine-${serial}`,
    vcsProvider: 'git',
    vcsId: null,
    cloneUrl: 'https://git.example.com/engine.git',
    htmlUrl: null,
    private: false,
    fork: false,
    defaultBranch: 'main',
    description: null,
    active: true,
    ...fields,
  });
}

export async function seedRequest(
  store: Store,
  repository: Repository,
  patch: Partial<Parameters<Store['requests']['insert']>[0]> = {},
): Promise<BuildRequest> {
  const request = await store.requests.insert({
    repositoryId: repository.id,
    ownerId: repository.ownerId,
    eventType: 'push',
    ref: 'refs/heads/main',
    branch: 'main',
    sha: 'a'.repeat(40),
    ...patch,
  });
  if (!request) throw new Error('this request exists');
  return request;
}

export interface SeedJob {
  /** From 1. */
  readonly stage?: number;
  readonly allowFailure?: boolean;
  readonly config?: JsonObject;
  readonly trust?: Job['trust'];
  readonly priority?: number;
  readonly os?: string;
  readonly labels?: readonly string[];
}
export interface SeedBuild extends Partial<Build> {
  readonly jobs?: readonly SeedJob[];
  readonly ref?: string;
  readonly commit?: Partial<Parameters<Store['commits']['insert']>[0]>;
  /** Without rows for stages, as builds without a stages section. */
  readonly stageless?: boolean;
}
export interface Seeded {
  readonly build: Build;
  readonly stages: readonly Stage[];
  readonly jobs: readonly Job[];
}

/** A build as gatekeeper would store it. */
export async function seedBuild(
  store: Store,
  repository: Repository,
  seed: SeedBuild = {},
): Promise<Seeded> {
  const { jobs = [{}], ref = 'refs/heads/main', commit: patch, stageless, ...fields } = seed;
  const requestId = fields.requestId ?? (await seedRequest(store, repository)).id;
  return store.transaction(async (tx) => {
    const commit = await tx.commits.insert({
      repositoryId: repository.id,
      sha: 'a'.repeat(40),
      ref,
      branch: fields.branch ?? 'main',
      tag: null,
      message: 'Turn the crank',
      compareUrl: 'https://git.example.com/engine/compare/aaa...bbb',
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      committerName: 'Ada',
      committerEmail: 'ada@example.com',
      committedAt: 1_700_000_000_000,
      ...patch,
    });
    const build = await tx.builds.insert({
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      requestId,
      commitId: commit.id,
      number: await tx.repositories.takeBuildNumber(repository.id),
      eventType: 'push',
      branch: 'main',
      tag: null,
      pullRequest: null,
      sender: 'ada',
      private: false,
      fastFinish: false,
      config: {},
      previousState: null,
      ...fields,
    });
    const numbers = stageless ? [] : [...new Set(jobs.map((job) => job.stage ?? 1))].sort();
    const stages = await tx.stages.insert(
      numbers.map((number) => ({ buildId: build.id, number, name: `stage ${number}` })),
    );
    const places = new Map<number, number>();
    const made = await tx.jobs.insert(
      jobs.map((job, index) => {
        const stage = job.stage ?? 1;
        const place = (places.get(stage) ?? 0) + 1;
        places.set(stage, place);
        return {
          buildId: build.id,
          stageId: stages.find((row) => row.number === stage)?.id ?? null,
          repositoryId: repository.id,
          ownerId: repository.ownerId,
          number: `${build.number}.${index + 1}`,
          stageNumber: `${stage}.${place}`,
          name: null,
          allowFailure: job.allowFailure ?? false,
          config: job.config ?? { language: 'shell' },
          needs: { os: job.os ?? 'linux', arch: 'amd64', labels: job.labels ?? [] },
          trust: job.trust ?? ('full' as const),
          priority: job.priority ?? 0,
        };
      }),
    );
    return { build, stages, jobs: made };
  });
}

/** A worker's question that fits all seeded jobs. */
export function claimQuery(claimId: string, patch: Partial<ClaimQuery> = {}): ClaimQuery {
  return {
    claimId,
    worker: 'w1',
    queues: ['builds.linux'],
    offers: { os: ['linux'], arch: ['amd64'], labels: [] },
    ...patch,
  };
}
type ClaimQuery = Parameters<Leases['claim']>[0];
