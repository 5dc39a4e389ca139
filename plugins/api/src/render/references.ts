/** Objects beside another one, by their id: whole where asked for, only named where they stand on the way down. */
import type { Build, Repository } from '@turnpike/sdk';
import { hrefs } from '../envelope/hrefs.js';
import { head, type Form, type Render, type Wire } from './render.js';

export async function renderRepositoryOf(
  render: Render,
  repositoryId: number,
  field: `${string}.repository`,
): Promise<Wire | null> {
  const repository = await render.load.repository(repositoryId);
  if (!repository) return null;
  return render.nested(hrefs.repository(repositoryId), (inner) =>
    inner.draw.repository(inner, repository, render.form(field)),
  );
}

/** A branch by its name; one without a row yet has only its name. */
export async function renderBranchOf(
  render: Render,
  repository: Repository,
  name: string,
  form: Form,
): Promise<Wire> {
  const href = hrefs.branch(repository.id, name);
  const branch = form === 'standard' ? await render.load.branch(repository.id, name) : undefined;
  return render.nested(href, (inner) =>
    branch
      ? inner.draw.branch(inner, repository, branch, form)
      : Promise.resolve({ ...head('branch', href, 'minimal'), name }),
  );
}

export async function renderBuildById(
  render: Render,
  id: number | null,
  form: Form,
): Promise<Wire | null> {
  const build = id === null ? undefined : await render.load.build(id);
  return build ? renderBuildOf(render, build, form) : null;
}

export function renderBuildOf(render: Render, build: Build, form: Form): Promise<Wire> {
  return render.nested(hrefs.build(build.id), (inner) => inner.draw.build(inner, build, form));
}

export async function renderRequestById(
  render: Render,
  id: number,
  form: Form,
): Promise<Wire | null> {
  const request = await render.load.request(id);
  if (!request) return null;
  return render.nested(hrefs.request(request.repositoryId, id), (inner) =>
    inner.draw.request(inner, request, form),
  );
}

export function renderIdOnlyJob(id: number): Wire {
  return { ...head('job', hrefs.job(id), 'minimal'), id };
}
