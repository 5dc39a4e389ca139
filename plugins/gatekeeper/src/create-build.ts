import {
  ConflictError,
  type Build,
  type BuildRequest,
  type CompileResult,
  type ConfigMap,
  type Job,
  type Message,
  type Repository,
  type Trust,
} from '@turnpike/sdk';
import type { NewBuild, PushedBuild, Store, StoreTransaction } from '@turnpike/sdk/store';
import { toJsonObject } from './json.js';
import { planJobs, type JobPlan } from './plan-jobs.js';
import type { NewCommit } from './resolve-commit.js';

export interface BuildInput {
  readonly claimer: string;
  readonly request: BuildRequest;
  readonly repository: Repository;
  readonly commit: NewCommit;
  /** A push that was told late: the build of the newer commit that was there first. */
  readonly newer?: Pick<PushedBuild, 'id' | 'number' | 'sha'>;
}

/**
 * Everything that an approved request becomes, in one transaction: number, commit, build, stages,
 * jobs, messages. Throws ConflictError, and changes nothing, if another gatekeeper holds the request.
 */
export async function createBuild(
  store: Store,
  input: BuildInput,
  compiled: CompileResult,
): Promise<Build> {
  return store.transaction(async (tx) => {
    const { request, repository } = input;
    const number = await tx.repositories.takeBuildNumber(repository.id);
    const trust: Trust = request.pullRequest?.fork ? 'fork' : 'full';
    const build = await insertBuild(tx, input, number, {
      config: toJsonObject(compiled.config),
      fastFinish: isFastFinish(compiled.config),
    });
    const jobs = await insertJobs(tx, build, planJobs(compiled, number, trust));
    await tx.requests.saveRawConfigs(request.id, compiled.rawConfigs);
    await saveMessages(tx, input, compiled.messages);
    await tx.requests.saveJobOrigins(request.id, compiled.origins);
    await tx.owners.touch(repository.ownerId);
    await close(tx, input, build);
    announce(tx, build, jobs);
    return build;
  });
}

/** The row, with its commit and the pointers of repository and branch. */
export async function insertBuild(
  tx: StoreTransaction,
  { request, repository, commit, newer }: BuildInput,
  number: number,
  rest: Pick<NewBuild, 'config' | 'fastFinish'> &
    Partial<Pick<NewBuild, 'configError' | 'state' | 'reason'>>,
): Promise<Build> {
  const { branch, eventType, tag, pullRequest, sender } = request;
  const stored = await tx.commits.insert(commit);
  const build = await tx.builds.insert({
    repositoryId: repository.id,
    ownerId: repository.ownerId,
    requestId: request.id,
    commitId: stored.id,
    number,
    eventType,
    branch,
    tag,
    pullRequest,
    sender,
    private: repository.private,
    // What came before a late push is not what its branch was last: it neither mends nor breaks anything.
    previousState: newer ? null : await tx.builds.previousState(repository.id, branch, eventType),
    newerBuildId: newer?.id ?? null,
    ...rest,
  });
  if (!newer) await tx.repositories.setLastBuild(repository.id, build.id);
  if (pullRequest === null && tag === null) {
    await tx.branches.ensure(repository.id, branch);
    if (!newer) await tx.branches.setLastBuild(repository.id, branch, build.id);
  }
  return build;
}

async function insertJobs(
  tx: StoreTransaction,
  build: Build,
  plan: JobPlan,
): Promise<readonly Job[]> {
  const stages = await tx.stages.insert(
    plan.stages.map((name, index) => ({ buildId: build.id, number: index + 1, name })),
  );
  const ids = new Map(stages.map((stage) => [stage.number - 1, stage.id]));
  return tx.jobs.insert(
    plan.jobs.map(({ stage, ...job }) => ({
      ...job,
      buildId: build.id,
      stageId: stage === null ? null : (ids.get(stage) ?? null),
      repositoryId: build.repositoryId,
      ownerId: build.ownerId,
    })),
  );
}

/** What was found in the configuration, where the repository wants to be told. */
export async function saveMessages(
  tx: StoreTransaction,
  { request, repository }: BuildInput,
  messages: readonly Message[],
): Promise<void> {
  if (!repository.settings.config_validation) return;
  await tx.requests.saveMessages(
    request.id,
    messages.map(({ level, key, code, args, src, line }) => ({
      level,
      key,
      code,
      args: toJsonObject(args ?? {}),
      src: src ?? null,
      line: line === undefined ? null : line + 1,
    })),
  );
}

/** Ends the request as approved; the whole transaction falls if it is not ours any more. */
export async function close(
  tx: StoreTransaction,
  { claimer, request, commit, newer }: BuildInput,
  build: Build,
  why: { readonly rule?: string; readonly message?: string } = newer ? toldLate(newer) : {},
): Promise<void> {
  const finished = await tx.requests.finish(request.id, claimer, {
    result: 'approved',
    buildId: build.id,
    commitId: build.commitId,
    sha: commit.sha,
    ...why,
  });
  if (!finished)
    throw new ConflictError('TURNPIKE_STATE_CONFLICT', 'Another gatekeeper took this request.');
  tx.emit('request:finished', {
    repositoryId: build.repositoryId,
    requestId: request.id,
    result: 'approved',
    buildId: build.id,
  });
}

/** Why a build does not count as the newest of its branch, for people. */
function toldLate({ number, sha }: Pick<PushedBuild, 'number' | 'sha'>) {
  return {
    rule: 'told-late',
    message: `An older push that was told late: build ${number} of ${sha.slice(0, 7)}, which is newer, was there first and stays the last one.`,
  };
}

export function announce(tx: StoreTransaction, build: Build, jobs: readonly Job[]): void {
  tx.emit('build:created', buildFact(build));
  for (const job of jobs) tx.emit('job:created', jobFact(job));
}

export function buildFact(build: Build) {
  const { repositoryId, ownerId, number, state, version } = build;
  return { buildId: build.id, repositoryId, ownerId, number, state, version };
}

export function jobFact(job: Job) {
  const { repositoryId, ownerId, buildId, number, state, run, version } = job;
  return { jobId: job.id, repositoryId, ownerId, buildId, number, state, run, version };
}

function isFastFinish(config: ConfigMap): boolean {
  const jobs = config['jobs'] ?? config['matrix'];
  return typeof jobs === 'object' && jobs !== null && (jobs as ConfigMap)['fast_finish'] === true;
}
