/** Where a value came from: `turnpike config explain KEY`. Secrets are never shown. */
import { InputError } from '../contracts/errors.js';
import type { Configuration } from './config.js';
import { variableName } from './environment.js';
import { childKeys, childSchema, describeType, schemaAt, type KeySchema } from './json-schema.js';
import { isMap, valueAt, type Origin } from './layer.js';
import { didYouMean } from './suggest.js';

const REDACTED = '[secret]';

export interface KeyExplanation {
  readonly key: string;
  readonly value: unknown;
  readonly type: string;
  readonly description: string | null;
  readonly default: unknown;
  /** Environment variable that sets it. */
  readonly variable: string;
  readonly secret: boolean;
  readonly origin: Origin;
  /** Lower layers that set it too, the nearest first. */
  readonly overridden: readonly { readonly origin: Origin; readonly value: unknown }[];
}

/** One explanation for a key, one for each key below it for a map. Throws InputError for an unknown key. */
export function explainKey(configuration: Configuration, key: string): readonly KeyExplanation[] {
  const path = key === '' ? [] : key.split('.');
  const schema = schemaAt(configuration.schema, path);
  if (!schema) throw unknownKeyError(configuration, path);
  const names = leafNames(configuration, path, schema);
  if (names.length === 0) return [explainOne(configuration, path, schema)];
  return names.flatMap((name) => explainKey(configuration, [...path, name].join('.')));
}

/** Keys below: those of the schema and, in open maps, those that are set. */
function leafNames(
  configuration: Configuration,
  path: readonly string[],
  schema: KeySchema,
): readonly string[] {
  const set = valueAt(configuration.values, path);
  const { names } = childKeys(schema);
  return [...new Set([...names, ...(isMap(set) ? Object.keys(set) : [])])].filter((name) =>
    schemaAt(schema, [name]),
  );
}

function explainOne(
  configuration: Configuration,
  path: readonly string[],
  schema: KeySchema,
): KeyExplanation {
  const show = (value: unknown) => shown(value, schema) ?? null;
  const setBy = configuration.layers.toReversed().flatMap((layer) => {
    const origin = layer.origin(path);
    return origin ? [{ origin, value: show(valueAt(layer.values, path)) }] : [];
  });
  const [top, ...overridden] = setBy;
  return {
    key: path.join('.'),
    value: top ? show(valueAt(configuration.values, path)) : show(schema.default),
    type: describeType(schema),
    description: schema.description ?? null,
    default: show(schema.default),
    variable: variableName(path),
    secret: schema.secret === true,
    origin: top?.origin ?? { layer: 'default', source: 'default' },
    overridden,
  };
}

/** Secrets stand in entries of lists too. */
function shown(value: unknown, schema: KeySchema): unknown {
  if (value === undefined || value === null) return value;
  if (schema.secret === true) return REDACTED;
  const { items } = schema;
  if (Array.isArray(value)) return value.map((one) => shown(one, items ?? {}));
  if (!isMap(value)) return value;
  const members = Object.entries(value).map(([name, below]) => [
    name,
    shown(below, childSchema(schema, name) ?? {}),
  ]);
  return Object.fromEntries(members) as Record<string, unknown>;
}

function unknownKeyError(configuration: Configuration, path: readonly string[]): InputError {
  const key = path.join('.');
  const parent = schemaAt(configuration.schema, path.slice(0, -1)) ?? configuration.schema;
  const { names } = childKeys(parent);
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    `There is no key ${key}.${didYouMean(path.at(-1) ?? '', names)}`,
    { key, wayOut: `Known here: ${names.join(', ')}.` },
  );
}
