import type { ConfigValue, KeyNode, KeySupport } from '@turnpike/sdk';

/** Values that support is judged by, each as a list. */
export interface SupportFacts {
  get(key: string): readonly string[];
}

interface Supported {
  readonly only?: KeySupport | undefined;
  readonly except?: KeySupport | undefined;
}

/** The first value of another key under which the key or value has no effect. */
export function unsupportedBy(
  { only = {}, except = {} }: Supported,
  facts: SupportFacts,
): { readonly key: string; readonly value: ConfigValue } | undefined {
  for (const [key, allowed] of Object.entries(only)) {
    const given = facts.get(key);
    if (given.length && !given.some((value) => allowed.includes(value)))
      return { key, value: shown(given) };
  }
  for (const [key, refused] of Object.entries(except)) {
    const given = facts.get(key);
    if (given.length && given.every((value) => refused.includes(value)))
      return { key, value: shown(given) };
  }
  return undefined;
}

function shown(given: readonly string[]): ConfigValue {
  return given.length === 1 ? (given[0] as string) : [...given];
}

/** What a key depends on: its node's own conditions or, for an axis, those of its single value. */
export function supportOf(node: KeyNode): Supported {
  if (node.only || node.except) return { only: node.only, except: node.except };
  if (node.type === 'seq') return supportOf(node.items);
  const [first] = node.type === 'any' ? node.any_of : [];
  return first && node.flags?.includes('expand') ? supportOf(first) : {};
}
