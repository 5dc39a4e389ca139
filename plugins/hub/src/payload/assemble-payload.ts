import type {
  Build,
  BuildRequest,
  Commit,
  Job,
  JobPayload,
  Repository,
  TurnpikePayload,
} from '@turnpike/sdk';
import { kindOfHost } from '@turnpike/sdk/platform';
import type { Hub } from '../context.js';
import { cloneOf, type Clone } from './clone-of.js';
import { openConfig } from './open-config.js';
import { payloadJob, payloadRepository, payloadSource } from './payload-parts.js';
import { openSecrets, type JobSecrets } from './job-secrets.js';
import { timeoutsOf } from './timeouts.js';

export interface JobRecords {
  readonly job: Job;
  readonly build: Build;
  readonly commit: Commit;
  readonly request: BuildRequest | undefined;
  readonly repository: Repository;
  readonly stageName: string | null;
  /** Login of who restarted it. */
  readonly restartedBy: string | null;
}

/** The server's own tokens outlive the job a little, for what is uploaded at its end. */
const TOKEN_GRACE_SECONDS = 600;

/**
 * Everything that a worker needs for one run, in Travis' own shape (travis-scheduler's worker payload,
 * travis-services facts 3.5). Holds secrets in plain text: answered to the claim, never stored or logged.
 * Throws where a host does not answer, a plugin is missing or a tap of `job.payload` refuses.
 */
export async function assemblePayload(hub: Hub, job: Job): Promise<JobPayload> {
  const records = await readRecords(hub, job);
  const secrets = await openSecrets(hub, records);
  const clone = await cloneOf(hub, records, secrets);
  const payload = await compose(hub, records, secrets, clone);
  const { build, repository } = records;
  const context = { job, build, repository, payload };
  const changed = await hub.hooks.job.payload.promise(context);
  return changed.payload;
}

async function readRecords({ store }: Hub, job: Job): Promise<JobRecords> {
  const [build, repository] = [
    await store.builds.get(job.buildId),
    await store.repositories.get(job.repositoryId),
  ];
  const commit = build && (await store.commits.get(build.commitId));
  if (!build || !repository || !commit) throw new Error('its build is no longer there');
  const request = await store.requests.get(build.requestId);
  const stage = job.stageId === null ? undefined : await store.stages.get(job.stageId);
  const user = job.restartedBy === null ? undefined : await store.users.get(job.restartedBy);
  const names = { stageName: stage?.name ?? null, restartedBy: user?.login ?? null };
  return { job, build, commit, request, repository, ...names };
}

async function compose(
  hub: Hub,
  records: JobRecords,
  secrets: JobSecrets,
  clone: Clone,
): Promise<JobPayload> {
  const opened = openConfig(records.job.config, secrets);
  const timeouts = timeoutsOf(hub.config, hub.limits, records.repository);
  return {
    type: 'test',
    queue: records.job.queue,
    config: opened.config,
    repository: payloadRepository(
      records.repository,
      kindOfHost(hub.deps.vcsProviders, records.repository.vcsProvider),
    ),
    job: payloadJob(records, secrets.mayHave, opened.hasRemoved || secrets.hasWithheld),
    source: payloadSource(records.build),
    env_vars: secrets.envVars,
    secrets: opened.secrets,
    ssh_key: clone.sshKey,
    timeouts,
    host: hub.publicUrl.replace(/^https?:\/\//, ''),
    turnpike: await own(hub, records, clone, timeouts.hard_limit),
  };
}

async function own(
  hub: Hub,
  { job, build, repository }: JobRecords,
  clone: Clone,
  hardSeconds: number,
): Promise<TurnpikePayload> {
  const { id: jobId, run, repositoryId, trust } = job;
  const claims = { jobId, run, buildId: build.id, repositoryId };
  const { storageUrl, publicUrl } = hub;
  const image = job.config['image'];
  return {
    run,
    trust,
    log_bytes: hub.limits.logBytes,
    clone: clone.clone,
    public_url: publicUrl,
    job_token: await hub.deps.tokenIssuer.jobToken(claims, hardSeconds + TOKEN_GRACE_SECONDS),
    ...(storageUrl ? { storage_url: storageUrl } : {}),
    ...(typeof image === 'string' ? { image } : {}),
    ...(repository.pluginSettings ? { plugin_settings: repository.pluginSettings } : {}),
    ...(repository.ownerSettings ? { owner_settings: repository.ownerSettings } : {}),
  };
}
