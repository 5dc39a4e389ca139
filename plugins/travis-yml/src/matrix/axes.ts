import type { ConfigMap, ConfigValue, KeyNode, MapNode } from '@turnpike/sdk';
import { supportOf, unsupportedBy, type SupportFacts } from '../doc/support.js';
import { asList, asMap, fingerprint, isHollow } from './equal.js';

const axesOf = new WeakMap<MapNode, readonly string[]>();

/** Names of all axes in their fixed order, `env` last. */
export function axisNames(schema: MapNode): readonly string[] {
  const known = axesOf.get(schema);
  if (known) return known;
  const keys = Object.entries(schema.keys ?? {});
  const names = keys.filter(([, node]) => node.flags?.includes('expand')).map(([name]) => name);
  const axes = [...names, 'env'];
  axesOf.set(schema, axes);
  return axes;
}

/** Facts that support is judged by, out of a configuration or a job. What is no text supports nothing. */
export function factsOf(config: ConfigMap): SupportFacts {
  return { get: (key) => asList(config[key]).map(factText) };
}

const factText = (value: ConfigValue): string =>
  typeof value === 'string' ? value : fingerprint(value);

/** Axes that have values and effect here, with their values. `env` means `env.jobs`. */
export function axesIn(
  schema: MapNode,
  config: ConfigMap,
): readonly (readonly [name: string, values: readonly ConfigValue[]])[] {
  const facts = factsOf(config);
  return axisNames(schema).flatMap((name) => {
    const values = asList(name === 'env' ? asMap(config['env'])['jobs'] : config[name]);
    const node = schema.keys?.[name] as KeyNode | undefined;
    const hasEffect = !node || !unsupportedBy(supportOf(node), facts);
    return values.some((value) => !isHollow(value)) && hasEffect ? [[name, values] as const] : [];
  });
}
