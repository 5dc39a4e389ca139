import { isAlias, isScalar, type Node } from 'yaml';
import type { Raw, RawEntry, RawMap } from './raw.js';

/** Is this the merge key, rather than a text that looks like it? */
export function isMergeKey(key: Node | null, name: string): boolean {
  return name === '<<' && isScalar(key) && key.tag !== 'tag:yaml.org,2002:str' && !isAlias(key);
}

/** The maps that a merge key brings in, the strongest last; `undefined` where it holds no maps. */
export function mergedMaps(value: Raw): readonly RawMap[] | undefined {
  if (value.kind === 'map') return [value];
  if (value.kind !== 'list') return undefined;
  const maps = value.items.filter((item) => item.kind === 'map');
  return maps.length === value.items.length ? maps.toReversed() : undefined;
}

/** Adds merged keys to those that the map holds so far, and they win: only keys after `<<` beat them. */
export function mergeInto(entries: Map<string, RawEntry>, maps: readonly RawMap[]): void {
  for (const entry of maps.flatMap((map) => map.entries)) {
    const known = entries.get(entry.key.name);
    entries.set(entry.key.name, known ? { key: known.key, value: entry.value } : entry);
  }
}
