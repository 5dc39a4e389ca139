import type { Build, Repository } from '@turnpike/sdk';
import { hrefs } from '../envelope/hrefs.js';
import { exactSpan, exactTime, latest, time } from '../envelope/times.js';
import { renderCommitById } from './commit.js';
import { renderCreatedBy } from './people.js';
import { renderPullRequest } from './pull-request.js';
import {
  renderBranchOf,
  renderIdOnlyJob,
  renderRepositoryOf,
  renderRequestById,
} from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';
import { renderStage } from './stage.js';

export async function renderBuild(render: Render, build: Build, form: Form): Promise<Wire> {
  const href = hrefs.build(build.id);
  const minimal = {
    ...head('build', href, form, await permissions(render, build, form)),
    id: build.id,
    number: String(build.number),
    state: build.state,
    duration: build.durationMs === null ? null : Math.round(build.durationMs / 1000),
    event_type: build.eventType,
    previous_state: build.previousState,
    pull_request_title: build.pullRequest?.title ?? null,
    pull_request_number: build.pullRequest?.number ?? null,
    started_at: time(build.startedAt),
    finished_at: time(build.finishedAt),
    ...exactSpan(build),
    private: build.private,
    priority: build.priority ?? false,
    version: build.version,
    reason: build.reason,
  };
  if (form === 'minimal') return minimal;
  const inner = render.within(href);
  return { ...minimal, ...attributes(build), ...(await nested(inner, build)) };
}

function attributes(build: Build): Wire {
  return {
    created_at: exactTime(build.createdAt),
    updated_at: exactTime(
      latest(build.createdAt, build.startedAt, build.finishedAt, build.restartedAt),
    ),
    sender: build.sender,
    config_error: build.configError,
    fast_finish: build.fastFinish,
    auto_canceled_by: build.autoCanceledBy,
    pull_request: renderPullRequest(build.pullRequest),
  };
}

async function nested(render: Render, build: Build): Promise<Wire> {
  const repository = await render.load.repository(build.repositoryId);
  return {
    repository: await renderRepositoryOf(render, build.repositoryId, 'build.repository'),
    branch: repository ? await branchOf(render, repository, build) : null,
    tag: build.tag === null ? null : tagOf(build, build.tag),
    commit: await renderCommitById(render, build.commitId, render.form('build.commit')),
    jobs: await jobsOf(render, build),
    stages: await stagesOf(render, build),
    created_by: await renderCreatedBy(render, build.sender, render.form('build.created_by')),
    newer_build: await newerBuild(render, build),
    ...(render.asked('build.request')
      ? { request: await renderRequestById(render, build.requestId, 'standard') }
      : {}),
  };
}

async function newerBuild(render: Render, { newerBuildId }: Build): Promise<Wire | null> {
  const newer = newerBuildId ? await render.load.build(newerBuildId) : undefined;
  return newer ? { id: newer.id, number: String(newer.number) } : null;
}

function branchOf(render: Render, repository: Repository, build: Build): Promise<Wire> {
  return renderBranchOf(render, repository, build.branch, render.form('build.branch'));
}

function tagOf(build: Build, name: string): Wire {
  return {
    ...head('tag', undefined, 'minimal'),
    repository_id: build.repositoryId,
    name,
    last_build_id: build.id,
  };
}

/** Jobs are id-only unless asked for: reading them for a list of builds would be the larger part. */
async function jobsOf(render: Render, build: Build): Promise<readonly Wire[]> {
  if (!render.asked('build.jobs')) {
    return (await render.load.jobIds(build.id)).map(renderIdOnlyJob);
  }
  const jobs = await render.load.jobs(build.id);
  return Promise.all(jobs.map((job) => render.draw.job(render, job, build, 'standard')));
}

async function stagesOf(render: Render, build: Build): Promise<readonly Wire[]> {
  const stages = await render.load.stages(build.id);
  return Promise.all(
    stages.map((stage) => renderStage(render, stage, render.form('build.stages'))),
  );
}

async function permissions(
  render: Render,
  build: Build,
  form: Form,
): Promise<Record<string, boolean> | undefined> {
  const repository = form === 'standard' && (await render.load.repository(build.repositoryId));
  if (!repository) return undefined;
  const { read, write, admin } = await render.access.rights(repository);
  return { read, cancel: write, restart: write && !build.configError, prioritize: admin };
}
