/** All keys of the composed language, each with who reads it. */
import type { KeyNode, MapNode } from '@turnpike/core/contracts';

export interface KeyUse {
  readonly path: readonly string[];
  readonly node: KeyNode;
  /** Plugins and what in them: `build/checkout`. One of them has to ask for the key. */
  readonly readers: readonly string[];
  /** The name of an add-on or kind: it is there where its plugin is. */
  readonly isPart: boolean;
}

/** Who carries out what plugins contribute at a place, by the name of the part. */
const parts: Readonly<Record<string, (name: string) => readonly string[]>> = {
  addons: (name) => [`addons/${name}`, 'addons/shared'],
  notifications: (kind) => [`notify-${kind.replace(/s$/, '')}`],
};

/** Does the key say itself that it does nothing? What acts in part has to be read all the same. */
export const isSaid = ({ inert, deprecated }: KeyNode): boolean =>
  (inert !== undefined && inert.how !== 'limited') ||
  /no effect|not supported/.test(String(deprecated ?? ''));

export function keyUses(root: KeyNode): readonly KeyUse[] {
  const uses: KeyUse[] = [];
  const seen = new Map<KeyNode, Set<string>>();
  walk(root, [], ['languages']);
  return uses;

  function walk(node: KeyNode, path: readonly string[], readers: readonly string[]): void {
    const before = seen.get(node) ?? new Set();
    if (before.has(readers.join())) return;
    seen.set(node, before.add(readers.join()));
    if (isSaid(node)) return;
    if (node.type === 'any') for (const other of node.any_of) walk(other, path, readers);
    if (node.type === 'seq') walk(node.items, path, readers);
    if (node.type === 'map') walkKeys(node, path, readers);
  }

  function walkKeys(node: MapNode, path: readonly string[], above: readonly string[]): void {
    const provider = providerOf(node);
    if (provider?.inert) return;
    const readers = provider
      ? [`deploys/${provider.value}`, 'deploys/shared/options']
      : node.keys?.['language']
        ? ['languages']
        : above;
    for (const [key, child] of Object.entries(node.keys ?? {})) {
      const below = [...path, ...(provider ? [`(${provider.value})`] : []), key];
      const part = child.acts ? undefined : parts[path.at(-1) ?? '']?.(key);
      const its = child.acts ? [child.acts] : (part ?? readers);
      uses.push({ path: below, node: child, readers: its, isPart: part !== undefined });
      walk(child, below, its);
    }
  }
}

function providerOf({ keys }: MapNode) {
  const node = keys?.['provider'];
  const choice = node?.type === 'str' ? node.values?.[0] : undefined;
  return choice && { value: String(choice.value), inert: choice.inert };
}
