import type { ConfigMap, ConfigValue } from '@turnpike/sdk';
import { asList, asMap, isBlank, isEqual, unique } from './equal.js';

/** Entries of `env.global`. */
export function globalEnv(config: ConfigMap): readonly ConfigValue[] {
  return asList(asMap(config['env'])['global']);
}

/** Global entries, then the job's own or else the first of `env.jobs`; equal entries once. */
export function withEnv(job: ConfigMap, config: ConfigMap): ConfigMap {
  const own = isBlank(job['env']) ? asList(asMap(config['env'])['jobs']).slice(0, 1) : job['env'];
  const entries = unique([...globalEnv(config), ...asList(own)], (entry) => entry);
  const { env: _, ...rest } = job;
  return entries.length ? { ...rest, env: entries } : rest;
}

/** Entries that are not global ones. */
export function ownEnv(
  entries: ConfigValue | undefined,
  global: readonly ConfigValue[],
): readonly ConfigValue[] {
  return asList(entries).filter((entry) => !global.some((other) => isEqual(entry, other)));
}
