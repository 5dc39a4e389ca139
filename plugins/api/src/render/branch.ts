import type { Branch, Repository } from '@turnpike/sdk';
import { hrefs } from '../envelope/hrefs.js';
import { renderBuildById, renderBuildOf, renderRepositoryOf } from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';

/** `recent`: reads the branch's last ten builds, where they are asked for. */
export async function renderBranch(
  render: Render,
  repository: Repository,
  branch: Branch,
  form: Form,
): Promise<Wire> {
  const href = hrefs.branch(repository.id, branch.name);
  const inner = render.within(href);
  const minimal = { ...head('branch', href, form, { read: true }), name: branch.name };
  if (form === 'minimal') return minimal;
  return {
    ...minimal,
    repository: await renderRepositoryOf(inner, repository.id, 'branch.repository'),
    default_branch: branch.name === repository.defaultBranch,
    exists_on_github: branch.exists,
    last_build: await renderBuildById(inner, branch.lastBuildId, render.form('branch.last_build')),
    ...(render.asked('branch.recent_builds')
      ? { recent_builds: await recentBuilds(inner, branch) }
      : {}),
  };
}

async function recentBuilds(render: Render, branch: Branch): Promise<readonly Wire[]> {
  const builds = await render.load.recentBuilds(branch.repositoryId, branch.name);
  return Promise.all(builds.map((build) => renderBuildOf(render, build, 'minimal')));
}
