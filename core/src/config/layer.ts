/** One source of configuration values, which remembers where each of them stands. */

export interface Origin {
  /** `default`: the schema's own. */
  readonly layer: 'default' | 'file' | 'environment' | 'argument' | 'code';
  /** File, variable or argument. */
  readonly source: string;
  /** One-based, in files. */
  readonly line?: number;
}

export type Values = { readonly [key: string]: unknown };

export interface Layer {
  readonly values: Values;
  /** Where the key stands in this source; undefined: it does not. */
  origin(path: readonly string[]): Origin | undefined;
}

export function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(values: unknown, path: readonly string[]): unknown {
  let at = values;
  for (const key of path) {
    if (!isMap(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** A copy with the value put at the path. */
function withValue(values: Values, path: readonly string[], value: unknown): Values {
  const [key, ...rest] = path;
  if (key === undefined) return values;
  const below = values[key];
  return {
    ...values,
    [key]: rest.length === 0 ? value : withValue(isMap(below) ? below : {}, rest, value),
  };
}

/** In a list: what the layers below have at this place. */
const SPREAD = '...';

/** Later layers win; maps are joined, lists replaced unless they hold `'...'`. */
export function mergeValues(below: unknown, above: unknown): unknown {
  if (isMap(below) && isMap(above)) {
    const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
    return Object.fromEntries(keys.map((key) => [key, mergeKey(below, above, key)]));
  }
  if (!Array.isArray(above)) return above;
  const rest: readonly unknown[] = Array.isArray(below) ? below : [];
  return (above as unknown[]).flatMap((item) => (item === SPREAD ? rest : [item]));
}

function mergeKey(below: Values, above: Values, key: string): unknown {
  if (!Object.hasOwn(above, key)) return below[key];
  return mergeValues(Object.hasOwn(below, key) ? below[key] : undefined, above[key]);
}

/** A layer whose values have one origin each, such as variables and arguments. */
export function assignedLayer(
  assignments: readonly {
    readonly path: readonly string[];
    readonly value: unknown;
    readonly origin: Origin;
  }[],
): Layer {
  const values = assignments.reduce<Values>(
    (all, { path, value }) => withValue(all, path, value),
    {},
  );
  const startsWith = (path: readonly string[], start: readonly string[]) =>
    start.every((key, index) => path[index] === key);
  return {
    values,
    origin: (path) =>
      valueAt(values, path) === undefined
        ? undefined
        : assignments.findLast((one) => startsWith(path, one.path) || startsWith(one.path, path))
            ?.origin,
  };
}

export function codeLayer(values: Values): Layer {
  return {
    values,
    origin: (path) =>
      valueAt(values, path) === undefined ? undefined : { layer: 'code', source: 'code' },
  };
}

/** Source of a value: the highest layer that has it. */
export function originOf(layers: readonly Layer[], path: readonly string[]): Origin | undefined {
  return layers.findLast((layer) => valueAt(layer.values, path) !== undefined)?.origin(path);
}

/** Source of one entry of a list, which may be joined from several layers: found by its value. */
export function originOfItem(
  layers: readonly Layer[],
  path: readonly string[],
  item: unknown,
): Origin | undefined {
  for (const layer of layers.toReversed()) {
    const list = valueAt(layer.values, path);
    const index = Array.isArray(list) ? list.indexOf(item) : -1;
    if (index >= 0) return layer.origin([...path, String(index)]) ?? layer.origin(path);
  }
  return undefined;
}

/** The same for a value that is missing: where it would stand. */
export function nearestOrigin(
  layers: readonly Layer[],
  path: readonly string[],
): Origin | undefined {
  for (let end = path.length; end > 0; end -= 1) {
    const found = originOf(layers, path.slice(0, end));
    if (found) return found;
  }
  return undefined;
}
