import type { KeyNode, MapNode } from '@turnpike/sdk';
import { alias, any, flag, map, normal, text, texts } from '@turnpike/sdk/yml';

/** A map, or a switch. */
export const switched = (node: MapNode): KeyNode => any([node, flag], { normal: true });
/** A map, a list of packages, or a switch. */
export const packaged = (node: MapNode): KeyNode => any([node, texts, flag], { normal: true });
/** A map with a name, or the name alone. */
export const named = (keys: MapNode['keys'], more: Partial<MapNode> = {}): MapNode =>
  normal(map({ name: text, ...keys }, { prefix: { key: 'name' }, ...more }));
/** Names of packages. */
export const packages = alias(texts, 'package');
