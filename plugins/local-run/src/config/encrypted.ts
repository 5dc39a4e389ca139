/** Encrypted values of a configuration: only the server of its repository can read them. */
import type { ConfigMap, ConfigValue, JobConfig, JsonObject, PayloadConfig } from '@turnpike/sdk';
import type { GivenValues } from '../env-file.js';

interface Split {
  /** Encrypted values are there only where a plain one was given. */
  readonly job: JobConfig;
  /** `env.TOKEN`, `deploy.api_key`; `env` where not even the name is known. */
  readonly lacking: readonly string[];
}

/** Leaves out what nobody can read, so that no command sees half a configuration's word for it. */
export function dropLacking(job: JobConfig, given: GivenValues): Split {
  const lacking: string[] = [];
  const entries = Object.entries(job).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const kept =
      key === 'env' ? keepEnv(value, given, lacking) : keep(value, [key], given, lacking);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return { job: Object.fromEntries(entries) as JobConfig, lacking };
}

function keep(
  value: ConfigValue,
  path: readonly string[],
  given: GivenValues,
  lacking: string[],
): ConfigValue | undefined {
  if (isSecure(value)) {
    if (given.byPath.has(path.join('.'))) return value;
    lacking.push(path.join('.'));
    return undefined;
  }
  if (Array.isArray(value)) {
    const list = value as readonly ConfigValue[];
    return list.flatMap((item) => keep(item, path, given, lacking) ?? []);
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value as ConfigMap).flatMap(([key, item]) => {
    const one = keep(item, [...path, key], given, lacking);
    return one === undefined ? [] : [[key, one] as const];
  });
  return Object.fromEntries(kept);
}

/** Variables that were given come with the payload, all of them: none has to stay here. */
function keepEnv(value: ConfigValue, given: GivenValues, lacking: string[]): ConfigValue {
  const entries = Array.isArray(value) ? (value as readonly ConfigValue[]) : [value];
  return entries.flatMap((entry): ConfigValue[] => {
    if (typeof entry !== 'object' || entry === null) return [entry];
    if (isSecure(entry)) {
      lacking.push('env');
      return [];
    }
    const kept = Object.entries(entry as ConfigMap).filter(([name, one]) => {
      if (isSecure(one) && !given.variables.has(name)) lacking.push(`env.${name}`);
      return !isSecure(one);
    });
    return kept.length > 0 ? [Object.fromEntries(kept)] : [];
  });
}

/** The payload's configuration, with what was given in the places that are encrypted in the stored one. */
export function fillGiven(
  opened: PayloadConfig,
  stored: JsonObject,
  given: GivenValues,
): PayloadConfig {
  const { env: _env, global_env: _globalEnv, ...rest } = stored;
  return { ...opened, ...(fill(opened, rest, [], given) as PayloadConfig) };
}

function fill(
  opened: unknown,
  stored: unknown,
  path: readonly string[],
  given: GivenValues,
): unknown {
  if (isSecure(stored)) return given.byPath.get(path.join('.')) ?? opened;
  if (Array.isArray(stored) && Array.isArray(opened)) {
    const list = opened as readonly unknown[];
    return stored.map((item, index) => fill(list[index], item, path, given));
  }
  if (!isMap(stored) || !isMap(opened)) return opened;
  const entries = Object.entries(stored).map(
    ([key, item]) => [key, fill(opened[key], item, [...path, key], given)] as const,
  );
  return Object.fromEntries(entries);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSecure(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 1 && typeof value['secure'] === 'string';
}
