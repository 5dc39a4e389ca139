/** Which topics an event belongs to. */
import type { TurnpikeEvent } from '@turnpike/sdk';

/** Log notices come often and are for those who watch the job alone. */
const ONLY_JOB = 'job:log';

export function topicNames(event: TurnpikeEvent): readonly string[] {
  const data = event.data as Readonly<Record<string, unknown>>;
  const [kind] = event.name.split(':');
  if (kind === 'worker' || kind === 'delivery' || kind === 'notification') return ['system'];
  const job = kind === 'job' ? [`job:${String(data['jobId'])}`] : [];
  if (event.name === ONLY_JOB) return job;
  const build = isId(data['buildId']) && kind !== 'request' ? [`build:${data['buildId']}`] : [];
  return [...job, ...build, `repo:${String(data['repositoryId'])}`, 'repos'];
}

/** null: it is of no repository. */
export function repositoryIdOf(event: TurnpikeEvent): number | null {
  const { repositoryId } = event.data as { repositoryId?: unknown };
  return isId(repositoryId) ? repositoryId : null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number';
}
