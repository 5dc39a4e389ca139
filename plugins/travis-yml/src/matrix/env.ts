import type { ConfigMap, ConfigValue } from '@turnpike/sdk';
import { asList, asMap, isEqual, unique } from './equal.js';

/** Entries of `env.global`. */
export function globalEnv(config: ConfigMap): readonly ConfigValue[] {
  return asList(asMap(config['env'])['global']);
}

/**
 * Global entries, then the job's own or else the first of `env.jobs`. Equal entries count once only
 * where there are global ones. `global_env` is what `env.global` was called once, and stands in
 * for it.
 */
export function withEnv(job: ConfigMap, config: ConfigMap): ConfigMap {
  const first = asList(asMap(config['env'])['jobs']).slice(0, 1);
  const own = job['env'] === undefined ? first : asList(job['env']).flatMap(ownEntry);
  const global = asMap(config['env'])['global'] ?? config['global_env'] ?? undefined;
  if (global !== undefined)
    return { ...job, env: unique([...asList(global), ...own], (entry) => entry) };
  return job['env'] !== undefined || own.length ? { ...job, env: own } : job;
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
