import type { Build } from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';
import { hrefs } from '../envelope/hrefs.js';
import { exactSpan, exactTime, latest, time, wholeTime } from '../envelope/times.js';
import { renderCommitById } from './commit.js';
import { createConfigRoom, type ConfigRoom } from './cut-configs.js';
import { renderOwner, renderUserBriefly } from './people.js';
import { renderBuildOf, renderRepositoryOf } from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';
import { renderStage } from './stage.js';

export async function renderJob(
  render: Render,
  job: JobBrief,
  build: Build,
  form: Form,
): Promise<Wire> {
  const href = hrefs.job(job.id);
  const inner = render.within(href);
  return {
    ...head('job', href, form, await permissions(render, job, build)),
    ...attributes(job, build),
    waiting: await waitingOf(render, job),
    ...(await nested(inner, job, build)),
    ...(render.asked('job.config') ? await configOf(render, job.id) : {}),
  };
}

async function configOf({ load }: Render, id: number): Promise<Wire> {
  const config = await load.jobConfig(id);
  const room = roomOf(load);
  return config === undefined ? room.leaveOut() : room.show(config);
}

/** One room for all jobs of an answer: its loader is made for it alone. */
function roomOf(answer: object): ConfigRoom {
  const room = rooms.get(answer) ?? createConfigRoom();
  rooms.set(answer, room);
  return room;
}
const rooms = new WeakMap<object, ConfigRoom>();

function attributes(job: JobBrief, build: Build): Wire {
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

function updatedAt(job: JobBrief): number {
  const { createdAt, queuedAt, receivedAt, startedAt, finishedAt, restartedAt } = job;
  return latest(createdAt, queuedAt, receivedAt, startedAt, finishedAt, restartedAt);
}

async function nested(render: Render, job: JobBrief, build: Build): Promise<Wire> {
  const owner = await render.load.owner(job.ownerId);
  const stage = job.stageId === null ? undefined : await render.load.stage(build.id, job.stageId);
  const restartedBy =
    job.restartedBy === null ? undefined : await render.load.user(job.restartedBy);
  return {
    build: await renderBuildOf(render, build, render.form('job.build')),
    stage: stage ? await renderStage(render, stage, render.form('job.stage')) : null,
    repository: await renderRepositoryOf(render, job.repositoryId, 'job.repository'),
    commit: await renderCommitById(render, build.commitId, render.form('job.commit')),
    owner: owner ? renderOwner(render.load, owner, render.form('job.owner')) : null,
    restarted_by: restartedBy ? renderUserBriefly(restartedBy) : null,
  };
}

async function waitingOf(render: Render, job: JobBrief): Promise<Wire | null> {
  if (job.state !== 'created' && job.state !== 'queued') return null;
  const isQueued = job.state === 'queued';
  return {
    reason: job.reason
      ? await byStageNames(render, job)
      : isQueued
        ? 'waits for a worker'
        : 'waits for the scheduler',
    since: wholeTime(job.queuedAt ?? latest(job.createdAt, job.restartedAt)),
    queue: job.queue,
    position: isQueued ? await render.load.position(job) : null,
  };
}

/** The scheduler knows stages by number; people by name. */
async function byStageNames(render: Render, { buildId, reason }: JobBrief): Promise<string | null> {
  if (!reason || !STAGE_NUMBER.test(reason)) return reason;
  const stages = await render.load.stages(buildId);
  return reason.replaceAll(STAGE_NUMBER, (text, number: string) => {
    const stage = stages.find((one) => one.number === Number(number));
    return stage ? `stage ${JSON.stringify(stage.name)}` : text;
  });
}
const STAGE_NUMBER = /\bstage (\d+)\b/g;

/** A build whose configuration could not be read has nothing to run again. */
async function permissions(
  render: Render,
  job: JobBrief,
  build: Build,
): Promise<Record<string, boolean> | undefined> {
  const repository = await render.load.repository(job.repositoryId);
  if (!repository) return undefined;
  const { read, write } = await render.access.rights(repository);
  return {
    read,
    cancel: write,
    restart: write && !build.configError,
    debug: false,
    delete_log: write,
    view_log: read,
    prioritize: false,
  };
}
