import type { MergeMode } from '@turnpike/sdk';
import { refusal } from '../errors.js';
import type { Raw, RawEntry, RawList, RawMap } from './raw.js';

const modes: ReadonlySet<string> = new Set<MergeMode>([
  'replace',
  'merge',
  'deep_merge',
  'deep_merge_append',
  'deep_merge_prepend',
]);

/** The mode that a name means; dashes count as underscores. Throws ArgumentError for others. */
export function mergeMode(name: string): MergeMode {
  const mode = name.replaceAll('-', '_');
  if (modes.has(mode)) return mode as MergeMode;
  throw refusal({ class: 'ArgumentError' }, `Unknown merge mode ${name}.`);
}

/**
 * Merges a source below the importing one, which takes precedence (travis-yml,
 * `lib/travis/yml/helper/merge*`; sheet 11). Tags of the importing side override the mode.
 */
export function mergeRaw(importing: RawMap, imported: RawMap, mode: MergeMode): RawMap {
  if (mode === 'replace') return importing;
  const known = new Map(imported.entries.map((entry) => [entry.key.name, entry]));
  const own = new Map(importing.entries.map((entry) => [entry.key.name, entry]));
  const entries = importing.entries.map((entry) => join(entry, known.get(entry.key.name), mode));
  const added = imported.entries.filter((entry) => !own.has(entry.key.name));
  return { ...importing, entries: [...entries, ...added] };
}

function join(own: RawEntry, other: RawEntry | undefined, mode: MergeMode): RawEntry {
  if (!other) return own;
  return { key: own.key, value: joinValue(own.value, other.value, mode) };
}

function joinValue(own: Raw, other: Raw, mode: MergeMode): Raw {
  if (own.kind === 'map' && other.kind === 'map') return joinMaps(own, other, mode);
  if (own.kind === 'list' && other.kind === 'list') return joinLists(own, other, mode);
  return own;
}

function joinMaps(own: RawMap, other: RawMap, mode: MergeMode): RawMap {
  const tagged = own.tag === undefined ? undefined : tagModes.get(own.tag.replaceAll('+', '_'));
  if (tagged === undefined && mode === 'merge') return own;
  return mergeRaw(own, other, tagged ?? mode);
}

const tagModes: ReadonlyMap<string, MergeMode> = new Map(
  [...modes].map((mode) => [mode, mode as MergeMode]),
);

function joinLists(own: RawList, other: RawList, mode: MergeMode): RawList {
  if (mode === 'merge') return own;
  const how = listTags.has(own.tag ?? '') ? own.tag : mode;
  if (how === 'append' || how === 'deep_merge_append')
    return { ...own, items: [...other.items, ...own.items] };
  if (how === 'prepend' || how === 'deep_merge_prepend')
    return { ...own, items: [...own.items, ...other.items] };
  return own;
}

const listTags: ReadonlySet<string> = new Set(['append', 'prepend', 'replace']);
