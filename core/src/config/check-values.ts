/** Judges merged values: unknown keys, wrong values, missing ones; each with its place. */
import type { z } from 'zod';
import { coreConfig, type CoreConfig } from '../contracts/config.js';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import type { ConfigSection } from './config.js';
import { childKeys, childSchema, describeType, schemaAt, type KeySchema } from './json-schema.js';
import { isMap, nearestOrigin, valueAt, type Layer, type Values } from './layer.js';
import { didYouMean } from './suggest.js';

type Path = readonly string[];

export interface CheckedValues {
  readonly core: CoreConfig;
  readonly sections: ReadonlyMap<string, unknown>;
  readonly problems: readonly TurnpikeError[];
}

export function checkValues(
  values: Values,
  layers: readonly Layer[],
  schema: KeySchema,
  sections: readonly ConfigSection[],
): CheckedValues {
  const problems = unknownKeys(values, schema, []).map((path) => unknownKey(path, schema, layers));
  const core = Object.fromEntries(
    Object.entries(coreConfig.shape).map(([key, rules]) => {
      const judged = judge(rules, values[key], [key], layers, schema, problems, true);
      // Where a key is wrong its default stands in, so that the other checks can go on.
      return [key, judged ?? rules.safeParse(undefined).data];
    }),
  );
  const parsed = new Map<string, unknown>();
  for (const section of sections) {
    if (!section.schema || !(section.running || section.id in values)) continue;
    const raw = values[section.id] ?? {};
    const { schema: rules, id, running } = section;
    parsed.set(id, judge(rules, raw, [id], layers, schema, problems, running));
  }
  return { core: core as CoreConfig, sections: parsed, problems };
}

/** Paths of keys that no schema names, the highest ones only. */
function unknownKeys(value: unknown, schema: KeySchema, path: Path): Path[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const at = [...path, key];
    const found = childSchema(schema, key);
    return found ? unknownKeys(below, found, at) : [at];
  });
}

function judge(
  rules: z.ZodType,
  raw: unknown,
  at: Path,
  layers: readonly Layer[],
  schema: KeySchema,
  problems: TurnpikeError[],
  complete: boolean,
): unknown {
  const result = rules.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    // Unknown keys were found above, where schemas that ignore them are strict too.
    const inList = issue.path.some((key) => typeof key === 'number');
    if (issue.code === 'unrecognized_keys' && !inList) continue;
    const below = issue.path.map(String);
    const isMissing = issue.code !== 'custom' && !inList && valueAt(raw, below) === undefined;
    if (isMissing && !complete) continue;
    problems.push(wrongValue([...at, ...below], issue.message, isMissing, layers, schema));
  }
  return undefined;
}

function unknownKey(path: Path, schema: KeySchema, layers: readonly Layer[]): TurnpikeError {
  const name = path.at(-1) ?? '';
  const { names } = childKeys(schemaAt(schema, path.slice(0, -1)) ?? {});
  const isPlugin =
    path.length === 1 ? ' It is neither a key of the core nor an installed plugin.' : '';
  return configError(
    path,
    `${path.join('.')} is not a known key.${isPlugin}${didYouMean(name, names)}`,
    names.length === 0 ? 'Remove it.' : `Known here: ${names.join(', ')}.`,
    layers,
  );
}

function wrongValue(
  path: Path,
  message: string,
  isMissing: boolean,
  layers: readonly Layer[],
  schema: KeySchema,
): TurnpikeError {
  const expected = schemaAt(schema, path);
  const type = expected ? describeType(expected) : 'another value';
  const key = path.join('.');
  return configError(
    path,
    isMissing ? `${key} is missing.` : `${key}: ${message.replace(/\.$/, '')}.`,
    `Set ${key} to: ${type}.`,
    layers,
  );
}

function configError(
  path: Path,
  message: string,
  wayOut: string,
  layers: readonly Layer[],
): TurnpikeError {
  const origin = nearestOrigin(layers, path);
  return new ConfigError('TURNPIKE_CONFIG_INVALID', message, {
    key: path.join('.'),
    ...(origin ? { file: origin.source } : {}),
    ...(origin?.line === undefined ? {} : { line: origin.line }),
    wayOut,
  });
}
