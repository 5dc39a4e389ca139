import type { ConfigMap, ConfigValue } from '@turnpike/sdk';
import { asList, asMap, isEqual, unique } from './equal.js';

/** Entries of `env.global`. */
export function globalEnv(config: ConfigMap): readonly ConfigValue[] {
  return asList(asMap(config['env'])['global']);
}

/** Global entries, then the job's own or else the first of `env.jobs`; equal entries once. */
export function withEnv(job: ConfigMap, config: ConfigMap): ConfigMap {
  const first = asList(asMap(config['env'])['jobs']).slice(0, 1);
  const own = job['env'] === undefined ? first : asList(job['env']).flatMap(ownEntry);
  const isGiven = job['env'] !== undefined || asMap(config['env'])['global'] !== undefined;
  const env = unique([...globalEnv(config), ...own], (entry) => entry);
  return isGiven || env.length ? { ...job, env } : job;
}

/** An entry of a job without what has no place there; none if nothing with a value is left. */
function ownEntry(entry: ConfigValue): readonly ConfigValue[] {
  const { global: _, ...rest } = asMap(entry);
  return Object.values(rest).every((value) => value === null) ? [] : [rest];
}

/** Entries that are not global ones. */
export function ownEnv(
  entries: ConfigValue | undefined,
  global: readonly ConfigValue[],
): readonly ConfigValue[] {
  return asList(entries).filter((entry) => !global.some((other) => isEqual(entry, other)));
}
