import type { Stage } from '@turnpike/sdk';
import { exactSpan, time } from '../envelope/times.js';
import { renderIdOnlyJob } from './references.js';
import { head, type Form, type Render, type Wire } from './render.js';

export async function renderStage(render: Render, stage: Stage, form: Form): Promise<Wire> {
  const minimal = {
    ...head('stage', undefined, form),
    id: stage.id,
    number: stage.number,
    name: stage.name,
    state: stage.state,
    started_at: time(stage.startedAt),
    finished_at: time(stage.finishedAt),
    ...exactSpan(stage),
  };
  if (form === 'minimal') return minimal;
  const jobs = await render.load.jobs(stage.buildId);
  const own = jobs.filter((job) => job.stageId === stage.id);
  return { ...minimal, jobs: own.map((job) => renderIdOnlyJob(job.id)) };
}
