import type { ConfigMap, MapNode } from '@turnpike/sdk';
import { indexOf, type KeyIndex } from '../../schema/index-keys.js';
import { dictionary } from '../../spelling/dictionary.js';
import { findWord } from '../../spelling/match.js';
import type { Key } from '../../yaml/raw.js';
import type { DocContext } from '../context.js';
import {
  entryOf,
  noneDoc,
  scalarText,
  withNotes,
  type DocEntry,
  type DocMap,
  type Note,
  type Doc,
} from '../doc.js';

/** Repairs the keys of a map; what stays unknown keeps its name. */
export function repairKeys(schema: MapNode, doc: DocMap, context: DocContext): DocMap {
  const entries = new Map<string, DocEntry>();
  const notes: Note[] = [];
  for (const name of missing(schema, doc, context)) entries.set(name, absent(name));
  for (const entry of doc.entries) {
    if (schema === context.root && internal.test(entry.key.name)) continue;
    const repaired = repairKey(schema, entry.key, context);
    if (repaired) notes.push(...repaired.notes);
    put(schema, entries, entry, repaired?.name ?? entry.key.name, doc, notes);
  }
  const provider = schema.keys?.['provider'] ? entryOf(doc, 'provider')?.value : undefined;
  const name = provider?.type === 'str' ? scalarText(provider) : '';
  const named: ConfigMap = isKnownProvider(schema, name) ? { provider: name } : {};
  const complete = notes.map((note): Note => ({ ...note, args: { ...note.args, ...named } }));
  return withNotes({ ...doc, entries: [...entries.values()] }, ...complete);
}

/** Is the provider, exactly or nearly, the one whose map this is? */
function isKnownProvider({ keys }: MapNode, name: string): boolean {
  const fixed = keys?.['provider'];
  const names = fixed?.type === 'str' ? (fixed.values ?? []).map(({ value }) => String(value)) : [];
  return names.includes(name) || findWord(names, name, new Set()) !== undefined;
}

const internal = /^\W*(?:configured|result|fetching_failed|parsing_failed)\W*$/;

const absent = (name: string): DocEntry => ({ key: { name }, value: noneDoc });

/** Required and defaulted keys that the map lacks: they come first. */
function missing(schema: MapNode, doc: DocMap, { options }: DocContext): readonly string[] {
  if (!options.defaults) return [];
  const given = new Set(doc.entries.map(({ key }) => key.name));
  return indexOf(schema).needed.filter((name) => !given.has(name));
}

function put(
  schema: MapNode,
  entries: Map<string, DocEntry>,
  entry: DocEntry,
  name: string,
  doc: DocMap,
  notes: Note[],
): void {
  const renamed = name !== entry.key.name;
  const clash = renamed && (entries.has(name) || doc.entries.some(({ key }) => key.name === name));
  if (clash && indexOf(schema).aliases.has(entry.key.name))
    notes.push({
      level: 'error',
      code: 'overwrite',
      args: { key: entry.key.name, other: name },
      where: entry.key,
    });
  if (
    !renamed &&
    entries.get(name)?.key.name === name &&
    fromAlias.has(entries.get(name) as DocEntry)
  )
    return;
  const key = clash
    ? (doc.entries.find((other) => other.key.name === name)?.key ?? entry.key)
    : entry.key;
  const next = renamed ? { key: { ...key, name }, value: renamedValue(entry) } : entry;
  if (renamed) fromAlias.add(next);
  entries.set(name, next);
}

function renamedValue({ key, value }: DocEntry): Doc {
  return value.type === 'seq' ? { ...value, was: key.name } : value;
}

/** Entries that stand where an alias stood: they win over the real key. */
const fromAlias = new WeakSet<DocEntry>();

interface RepairedKey {
  readonly name: string;
  readonly notes: readonly Note[];
}

/** The known key that a key stands for, with the notes on how; `undefined` if none or the same. */
function repairKey(schema: MapNode, key: Key, context: DocContext): RepairedKey | undefined {
  const index = indexOf(schema);
  if (Object.hasOwn(index.keys, key.name) || key.name.startsWith('_') || key.name.startsWith('.'))
    return undefined;
  const direct = aliased(index, key.name, key);
  if (direct) return direct;
  if (!context.options.fix || key.anchor) return undefined;
  const fixed = fix(index, key.name, schema.strict !== false, context);
  if (!fixed) return undefined;
  const note = { ...fixed.note, at: key };
  const real = aliased(index, fixed.name, key);
  return real
    ? { name: real.name, notes: [note, ...real.notes] }
    : { name: fixed.name, notes: [note] };
}

function aliased({ aliases }: KeyIndex, name: string, at: Key): RepairedKey | undefined {
  const alias = aliases.has(name) ? name : name.replaceAll('-', '_');
  const key = aliases.get(alias);
  if (key === undefined) return undefined;
  return {
    name: key,
    notes: [{ level: 'info', code: 'alias_key', args: { alias: name, key }, at }],
  };
}

interface Fixed {
  readonly name: string;
  readonly note: Note;
}

interface Step {
  readonly code: string;
  readonly level: Note['level'];
  /** `strict`: of a map that knows all of its keys. */
  readonly change: (name: string, strict: boolean) => string;
}

const steps: readonly Step[] = [
  {
    code: 'strip_key',
    level: 'warn',
    change: (name) => name.replace(/^[\s\u00A0]+|[\s\u00A0]+$/g, ''),
  },
  {
    code: 'underscore_key',
    level: 'info',
    change: (name, strict) => (strict ? underscore(name) : name.replaceAll('-', '_')),
  },
  { code: 'clean_key', level: 'warn', change: clean },
];

function fix(
  index: KeyIndex,
  original: string,
  strict: boolean,
  context: DocContext,
): Fixed | undefined {
  for (const { code, level, change } of steps) {
    const name = change(original, strict);
    if (name !== original && Object.hasOwn(index.keys, name))
      return { name, note: { level, code, args: { original, key: name } } };
  }
  const name = strict ? found(index, original, context) : undefined;
  if (name === undefined) return undefined;
  return { name, note: { level: 'warn', code: 'find_key', args: { original, key: name } } };
}

function found(index: KeyIndex, name: string, context: DocContext): string | undefined {
  const meant = dictionary.get(name.replaceAll(' ', '_'));
  if (meant !== undefined && Object.hasOwn(index.keys, meant)) return meant;
  return context.budget.spellings-- > 0 ? findWord(index.words, name, context.known) : undefined;
}

function underscore(name: string): string {
  return name
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

function clean(name: string): string {
  return name
    .replace(/[- ]/g, '_')
    .replace(/[^\w.]/g, '')
    .replace(/^__+|_+$/g, '')
    .replaceAll('__', '_');
}
