import type { ChoiceNode, KeyNode, KeyNodes, MapNode } from '@turnpike/sdk';
import {
  acts,
  any,
  deprecated,
  flag,
  inert,
  map,
  normal,
  oneOf,
  text,
  texts,
} from '@turnpike/sdk/yml';

const edge = inert(
  any([flag, map({ enabled: flag, source: text, branch: text })]),
  'deployments are carried out by this server, not by a version of dpl',
);
const here = 'build/deploy';

/** A provider's node: its map with what all providers take, or its bare name. */
export function provider(name: string, own: KeyNode, on: KeyNode): KeyNode {
  if (own.type !== 'map') return own;
  const { summary, inert: fact } = own;
  const id = oneOf({ value: name, ...(fact && { inert: fact }) });
  const node: ChoiceNode = any(
    [normal(wholeMap(own, { provider: acts(id, here), on: acts(on, here) })), id],
    { normal: true },
  );
  return summary ? { ...node, summary } : node;
}

function wholeMap({ keys, required = [] }: MapNode, first: KeyNodes): MapNode {
  const common = {
    ...first,
    run: acts(texts, here),
    allow_failure: acts(flag, here),
    cleanup: acts(flag, here),
    skip_cleanup: deprecated(flag, 'not supported in dpl v2, use cleanup'),
    edge,
  };
  return map(
    { ...keys, ...common },
    { required: [...required, 'provider'], prefix: { key: 'provider', only: ['str'] } },
  );
}
