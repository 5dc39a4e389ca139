/** Where a value came from: `turnpike config explain KEY`. Secrets are never shown. */
import { InputError } from '../contracts/errors.js';
import type { Configuration } from './config.js';
import { variableName } from './environment.js';
import { childKeys, describeType, schemaAt, type KeySchema } from './json-schema.js';
import { isMap, valueAt, type Origin } from './layer.js';
import { isSecret, redact } from './redact.js';
import { didYouMean } from './suggest.js';

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
  return explainPath(configuration, pathOf(configuration.values, key));
}

function explainPath(
  configuration: Configuration,
  path: readonly string[],
): readonly KeyExplanation[] {
  const schema = schemaAt(configuration.schema, path);
  if (!schema) throw unknownKeyError(configuration, path);
  const names = leafNames(configuration, path, schema);
  if (names.length === 0) return [explainOne(configuration, path, schema)];
  return names.flatMap((name) => explainPath(configuration, [...path, name]));
}

/** Keys that are set may have dots themselves: names of hosts. */
function pathOf(values: unknown, key: string): readonly string[] {
  if (key === '') return [];
  const dotted = isMap(values)
    ? Object.keys(values).filter((name) => `${key}.`.startsWith(`${name}.`))
    : [];
  const [first = key.split('.', 1)[0] ?? key] = dotted.toSorted((a, b) => b.length - a.length);
  const rest = key.slice(first.length + 1);
  return [first, ...pathOf(isMap(values) ? values[first] : undefined, rest)];
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
  const show = (value: unknown) => redact(schema, value);
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
    secret: isSecret(schema),
    origin: top?.origin ?? { layer: 'default', source: 'default' },
    overridden,
  };
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
