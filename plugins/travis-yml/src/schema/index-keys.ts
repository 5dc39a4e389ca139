import type { KeyNode, MapNode } from '@turnpike/sdk';

/** What a map's keys are called. */
export interface KeyIndex {
  readonly keys: { readonly [key: string]: KeyNode };
  /** Alias to key. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Keys and aliases that a misspelt key may stand for. */
  readonly words: readonly string[];
  /** Required keys, and those that have a default. */
  readonly needed: readonly string[];
}

const indexes = new WeakMap<MapNode, KeyIndex>();

export function indexOf(schema: MapNode): KeyIndex {
  const known = indexes.get(schema);
  if (known) return known;
  const index = buildIndex(schema);
  indexes.set(schema, index);
  return index;
}

function buildIndex(schema: MapNode): KeyIndex {
  const keys = schema.keys ?? {};
  const aliases = new Map<string, string>();
  for (const [key, node] of Object.entries(keys))
    for (const alias of aliasesOf(node))
      if (!aliases.has(alias) && alias !== key) aliases.set(alias, key);
  const words = [...Object.keys(keys), ...aliases.keys()];
  const needed = Object.keys(keys).filter(
    (key) => schema.required?.includes(key) || hasDefault(keys[key] as KeyNode),
  );
  return { keys, aliases, words: words.filter((word) => !isOfR(keys[word])), needed };
}

/** Has the key a default at all? */
export function hasDefault(node: KeyNode): boolean {
  if (node.type === 'any') return node.any_of.some(hasDefault);
  if (node.type === 'seq') return hasDefault(node.items);
  return node.type === 'str' && node.defaults !== undefined;
}

/** Aliases of a key: its node's and those of the node's alternatives. */
export function aliasesOf(node: KeyNode): readonly string[] {
  const own = node.aliases ?? [];
  return node.type === 'any' ? [...own, ...node.any_of.flatMap(aliasesOf)] : own;
}

function isOfR(node: KeyNode | undefined): boolean {
  const languages = node?.only?.['language'];
  return languages?.length === 1 && languages[0] === 'r';
}

/** All keys of a tree. */
export function allKeys(root: KeyNode): ReadonlySet<string> {
  const names = new Set<string>();
  collect(root, names, new Set());
  return names;
}

function collect(node: KeyNode, names: Set<string>, seen: Set<KeyNode>): void {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.type === 'any') for (const other of node.any_of) collect(other, names, seen);
  if (node.type === 'seq') collect(node.items, names, seen);
  if (node.type !== 'map') return;
  for (const [name, child] of Object.entries(node.keys ?? {})) {
    names.add(name);
    collect(child, names, seen);
  }
}
