import type { ConfigValue, KeyNode } from '@turnpike/sdk';
import { unsupportedBy, type SupportFacts } from './support.js';

/** The default of a missing key, in the shape of its node; `undefined` where none applies. */
export function defaultOf(node: KeyNode, facts: SupportFacts): ConfigValue | undefined {
  if (node.type === 'any') return node.any_of[0] && defaultOf(node.any_of[0], facts);
  if (node.type === 'seq') {
    const item = defaultOf(node.items, facts);
    return item === undefined ? undefined : [item];
  }
  if (node.type !== 'str') return undefined;
  return node.defaults?.find((choice) => applies(choice, facts))?.value;
}

/** Unlike support, a default's condition must be met by a value that is there. */
function applies(choice: Parameters<typeof unsupportedBy>[0], facts: SupportFacts): boolean {
  return !unsupportedBy(choice, facts);
}
