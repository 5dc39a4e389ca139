import type { ChoiceNode, KeyNode, KeyNodes, MapNode } from '@turnpike/sdk';
import { any, deprecated, flag, map, normal, oneOf, text, texts } from '@turnpike/sdk/yml';

const edge = any([flag, map({ enabled: flag, source: text, branch: text })]);

/** A provider's node: its map with what all providers take, or its bare name. */
export function provider(name: string, own: KeyNode, on: KeyNode): KeyNode {
  if (own.type !== 'map') return own;
  const id = oneOf(name);
  const { summary } = own;
  const node: ChoiceNode = any([normal(wholeMap(own, { provider: id, on })), id], { normal: true });
  return summary ? { ...node, summary } : node;
}

function wholeMap({ keys, required = [] }: MapNode, first: KeyNodes): MapNode {
  const common = {
    ...first,
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
