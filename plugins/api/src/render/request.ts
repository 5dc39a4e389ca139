import type { BuildRequest, JsonObject } from '@turnpike/sdk';
import { hrefs } from '../envelope/hrefs.js';
import { time } from '../envelope/times.js';
import { renderCommitById } from './commit.js';
import { hideSecrets } from './hide-secrets.js';
import { renderOwner } from './people.js';
import { renderPullRequest } from './pull-request.js';
import { renderBuildById, renderRepositoryOf } from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';

export async function renderRequest(
  render: Render,
  request: BuildRequest,
  form: Form,
): Promise<Wire> {
  const href = hrefs.request(request.repositoryId, request.id);
  const minimal = {
    ...head('request', href, form, { read: true }),
    id: request.id,
    state: request.state,
    result: request.result,
    message: request.message,
    pull_request_mergeable: mergeable(request),
  };
  if (form === 'minimal') return minimal;
  return { ...minimal, ...attributes(request), ...(await nested(render.within(href), request)) };
}

function attributes(request: BuildRequest): Wire {
  return {
    branch_name: request.branch,
    created_at: time(request.createdAt),
    event_type: request.eventType,
    base_commit: request.beforeSha,
    head_commit: request.pullRequest?.headSha ?? request.sha,
    rule: request.rule,
    sender: request.sender,
    sha: request.sha,
    tag_name: request.tag,
    commit_message: request.commitMessage,
    pull_request: renderPullRequest(request.pullRequest),
    finished_at: time(request.finishedAt),
  };
}

async function nested(render: Render, request: BuildRequest): Promise<Wire> {
  const owner = await render.load.owner(request.ownerId);
  const build = await renderBuildById(render, request.buildId, render.form('request.builds'));
  return {
    repository: await renderRepositoryOf(render, request.repositoryId, 'request.repository'),
    commit: await renderCommitById(render, request.commitId, render.form('request.commit')),
    builds: build ? [build] : [],
    owner: owner ? renderOwner(render.load, owner) : null,
    ...(render.asked('request.config') ? { config: await configOf(render, request) } : {}),
  };
}

/** The configuration that its build was made of. */
async function configOf(render: Render, request: BuildRequest): Promise<JsonObject | null> {
  const build = request.buildId === null ? undefined : await render.load.build(request.buildId);
  return build ? (hideSecrets(build.config) as JsonObject) : null;
}

function mergeable(request: BuildRequest): string | null {
  const { pullRequest } = request;
  if (!pullRequest || pullRequest.mergeable === null) return null;
  return pullRequest.mergeable ? 'mergeable' : 'conflict';
}
