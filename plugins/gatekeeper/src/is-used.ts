import type { ConfigMap, ConfigValue, JobConfig, Message } from '@turnpike/sdk';

/**
 * Does one of the jobs have what a message is about? Entries of `jobs` that conditions left out do
 * not, and neither do other values of the key.
 */
export function isUsed({ key, args }: Message, jobs: readonly JobConfig[]): boolean {
  const path = key.replace(/^jobs\.(include\.)?/, '').split('.');
  return jobs.some((job) =>
    valuesAt(job as ConfigMap, path).some((value) => isMeant(value, args?.['value'])),
  );
}

const isMeant = (value: ConfigValue, wanted: ConfigValue | undefined): boolean =>
  wanted === undefined ? value !== null : value === wanted;

/** Lists have no place in a message's key: all their items are meant. */
function valuesAt(value: ConfigValue | undefined, path: readonly string[]): readonly ConfigValue[] {
  if (value === undefined) return [];
  const [name, ...rest] = path;
  if (Array.isArray(value) && name !== undefined)
    return (value as readonly ConfigValue[]).flatMap((item) => valuesAt(item, path));
  if (name === undefined) return [value];
  return typeof value === 'object' && value !== null
    ? valuesAt((value as ConfigMap)[name], rest)
    : [];
}
