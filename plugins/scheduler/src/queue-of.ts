import type { JsonValue, Repository } from '@turnpike/sdk';
import type { WaitingJob } from '@turnpike/sdk/store';
import type { QueueRule, SchedulerConfig } from './config.js';

type Place = Pick<Repository, 'ownerLogin' | 'slug' | 'private'>;

/**
 * The queue of a job by the configured rules: the first of which all matchers hold (travis-services facts 3.4,
 * after travis-scheduler `lib/travis/scheduler/jobs/select/../queue.rb`).
 */
export function queueOf(
  config: Pick<SchedulerConfig, 'queues' | 'defaultQueue'>,
  job: WaitingJob,
  repository: Place,
): string {
  const rule = config.queues.find((candidate) => holds(candidate, job, repository));
  return rule?.queue ?? config.defaultQueue;
}

function holds({ queue: _queue, ...matchers }: QueueRule, job: WaitingJob, place: Place): boolean {
  const given = Object.entries(matchers).filter(([, wanted]) => wanted !== undefined);
  return (
    given.length > 0 &&
    given.every(([name, wanted]) => matches(name as keyof typeof matchers, wanted, job, place))
  );
}

type Matcher = Exclude<keyof QueueRule, 'queue'>;

function matches(
  name: Matcher,
  wanted: QueueRule[Matcher],
  job: WaitingJob,
  place: Place,
): boolean {
  if (name === 'percentage') return job.id % 100 < Number(wanted);
  if (name === 'repo_private') return place.private === wanted;
  const values = valuesOf(name, job, place);
  const accepted = Array.isArray(wanted) ? wanted : [wanted];
  return values.some((value) => accepted.some((one) => String(one) === String(value)));
}

function valuesOf(name: Matcher, job: WaitingJob, place: Place): readonly unknown[] {
  const config = job.routeConfig;
  if (name === 'owner') return [place.ownerLogin];
  if (name === 'slug') return [place.slug];
  if (name === 'os') return [job.needs.os];
  if (name === 'arch') return [job.needs.arch];
  if (name === 'labels') return job.needs.labels;
  if (name === 'vm_size' || name === 'gpu') return [sizeOf(config['vm'], name) ?? config[name]];
  const value = config[name];
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return name === 'services' ? list : list.slice(0, 1);
}

/** `vm: {size: large, gpu: true}` */
function sizeOf(vm: JsonValue | undefined, name: 'vm_size' | 'gpu'): JsonValue | undefined {
  if (typeof vm !== 'object' || vm === null || Array.isArray(vm)) return undefined;
  const map = vm as { readonly [key: string]: JsonValue };
  return name === 'gpu' ? map['gpu'] : map['size'];
}
