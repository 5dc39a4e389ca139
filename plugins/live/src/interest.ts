/** Which topics an event belongs to. */
import type { Events, TurnpikeEvent } from '@turnpike/sdk';

/** Log notices come often and are for those who watch the job alone. */
const ONLY_JOB = 'job:log';

export function topicNames(event: TurnpikeEvent): readonly string[] {
  const data = event.data as Readonly<Record<string, unknown>>;
  const [kind] = event.name.split(':');
  if (kind === 'worker' || kind === 'delivery' || kind === 'notification') return ['system'];
  if (event.name === 'plugin:published') return pluginTopics(event.data as Published);
  const job = kind === 'job' ? [`job:${String(data['jobId'])}`] : [];
  if (event.name === ONLY_JOB) return job;
  const build = isId(data['buildId']) && kind !== 'request' ? [`build:${data['buildId']}`] : [];
  return [...job, ...build, `repo:${String(data['repositoryId'])}`, 'repos'];
}

type Published = Events['plugin:published'];

function pluginTopics({ plugin, topic, repositoryId }: Published): readonly string[] {
  const name = `plugin:${plugin}/${topic}`;
  return repositoryId === null ? [name] : [name, `${name}:${repositoryId}`];
}

/** Topics that were granted without asking for a repository: each event of one is asked for. */
export function isOpen(name: string): boolean {
  return name === 'repos' || (name.startsWith('plugin:') && name.split(':').length === 2);
}

/** null: it is of no repository. */
export function repositoryIdOf(event: TurnpikeEvent): number | null {
  const { repositoryId } = event.data as { repositoryId?: unknown };
  return isId(repositoryId) ? repositoryId : null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number';
}
