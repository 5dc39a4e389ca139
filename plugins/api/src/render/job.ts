import type { Build, Job } from '@turnpike/sdk';
import { hrefs } from '../envelope/hrefs.js';
import { exactSpan, exactTime, latest, time, wholeTime } from '../envelope/times.js';
import { renderCommitById } from './commit.js';
import { hideSecrets } from './hide-secrets.js';
import { renderOwner, renderUserBriefly } from './people.js';
import { renderBuildOf, renderRepositoryOf } from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';
import { renderStage } from './stage.js';

export async function renderJob(render: Render, job: Job, build: Build, form: Form): Promise<Wire> {
  const href = hrefs.job(job.id);
  const inner = render.within(href);
  return {
    ...head('job', href, form, await permissions(render, job)),
    ...attributes(job, build),
    waiting: await waitingOf(render, job),
    ...(await nested(inner, job, build)),
    ...(render.asked('job.config') ? { config: hideSecrets(job.config) } : {}),
  };
}

function attributes(job: Job, build: Build): Wire {
  return {
    id: job.id,
    number: job.number,
    state: job.state,
    allow_failure: job.allowFailure,
    started_at: time(job.startedAt),
    finished_at: time(job.finishedAt),
    ...exactSpan(job),
    created_at: exactTime(job.createdAt),
    updated_at: exactTime(updatedAt(job)),
    restarted_at: time(job.restartedAt),
    queue: job.queue,
    private: build.private,
    vm_size: null,
    name: job.name,
    queued_at: time(job.queuedAt),
    received_at: time(job.receivedAt),
    version: job.version,
    reason: job.reason,
    run: job.run,
    resets: job.resets,
    trust: job.trust,
    needs: job.needs,
    cancel_requested: job.cancelRequestedAt !== null,
  };
}

function updatedAt(job: Job): number {
  const { createdAt, queuedAt, receivedAt, startedAt, finishedAt, restartedAt } = job;
  return latest(createdAt, queuedAt, receivedAt, startedAt, finishedAt, restartedAt);
}

async function nested(render: Render, job: Job, build: Build): Promise<Wire> {
  const owner = await render.load.owner(job.ownerId);
  const stage = job.stageId === null ? undefined : await render.load.stage(build.id, job.stageId);
  const restartedBy =
    job.restartedBy === null ? undefined : await render.load.user(job.restartedBy);
  return {
    build: await renderBuildOf(render, build, render.form('job.build')),
    stage: stage ? await renderStage(render, stage, render.form('job.stage')) : null,
    repository: await renderRepositoryOf(render, job.repositoryId, 'job.repository'),
    commit: await renderCommitById(render, build.commitId, render.form('job.commit')),
    owner: owner ? renderOwner(owner, render.form('job.owner')) : null,
    restarted_by: restartedBy ? renderUserBriefly(restartedBy) : null,
  };
}

async function waitingOf(render: Render, job: Job): Promise<Wire | null> {
  if (job.state !== 'created' && job.state !== 'queued') return null;
  const isQueued = job.state === 'queued';
  return {
    reason: job.reason ?? (isQueued ? 'waits for a worker' : 'waits for the scheduler'),
    since: wholeTime(job.queuedAt ?? latest(job.createdAt, job.restartedAt)),
    queue: job.queue,
    position: isQueued ? await render.load.position(job) : null,
  };
}

async function permissions(render: Render, job: Job): Promise<Record<string, boolean> | undefined> {
  const repository = await render.load.repository(job.repositoryId);
  if (!repository) return undefined;
  const { read, write } = await render.access.rights(repository);
  return {
    read,
    cancel: write,
    restart: write,
    debug: false,
    delete_log: write,
    view_log: read,
    prioritize: false,
  };
}
