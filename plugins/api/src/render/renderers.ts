import { renderBranch } from './branch.js';
import { renderBuild } from './build.js';
import { renderJob } from './job.js';
import type { Renderers } from './render.js';
import { renderRepository } from './repository.js';
import { renderRequest } from './request.js';

export const renderers: Renderers = {
  repository: renderRepository,
  branch: renderBranch,
  build: renderBuild,
  job: renderJob,
  request: renderRequest,
};
