import type { ChoiceNode, KeyNode, MapNode } from '@turnpike/sdk';
import { any, deprecated, flag, map, normal, oneOf, text, texts } from '../nodes.js';
import { deployConditions } from './conditions.js';

const edge = any([flag, map({ enabled: flag, source: text, branch: text })]);

/** A provider's node: its map, or its bare name. Every provider takes the common keys. */
export function provider(
  name: string,
  keys: { readonly [key: string]: KeyNode },
  required: readonly string[] = [],
): ChoiceNode {
  const id = oneOf(name);
  return any([normal(providerMap(keys, id, required)), id], { normal: true });
}

function providerMap(
  keys: { readonly [key: string]: KeyNode },
  id: KeyNode,
  required: readonly string[],
): MapNode {
  const common = {
    provider: id,
    on: deployConditions,
    run: texts,
    allow_failure: flag,
    cleanup: flag,
    skip_cleanup: deprecated(flag, 'not supported in dpl v2, use cleanup'),
    edge,
  };
  return map(
    { ...keys, ...common },
    { required: [...required, 'provider'], prefix: { key: 'provider', only: ['str'] } },
  );
}
