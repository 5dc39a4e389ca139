import type { ConfigMap, ConfigValue, MessageLevel } from '@turnpike/sdk';
import type { Key, Raw, RawEntry, RawScalar } from '../yaml/raw.js';

/** A finding about the value that holds it; its path follows from where the value ends up. */
export interface Note {
  readonly level: MessageLevel;
  readonly code: string;
  readonly args?: ConfigMap;
  /** The key it is about, if not the one that the value stands under. */
  readonly at?: Key;
  /** A better place than Travis shows, for people. */
  readonly where?: Key;
  /** Path to a key below the value, if it is about that. */
  readonly under?: readonly string[];
}

interface Noted {
  readonly notes?: readonly Note[];
}

export interface DocScalar extends Noted {
  readonly type: 'str' | 'num' | 'bool' | 'none';
  readonly value: RawScalar['value'];
  readonly float?: true;
}

/** An encrypted value: a map with the single key `secure`. */
export interface DocSecure extends Noted {
  readonly type: 'secure';
  readonly value: Doc;
}

export interface DocList extends Noted {
  readonly type: 'seq';
  /** Name of its key before that was repaired: messages about items still show it. */
  readonly was?: string;
  readonly items: readonly Doc[];
  /** How it is merged with another source's. */
  readonly tag?: string;
}

export interface DocEntry {
  readonly key: Key;
  readonly value: Doc;
}

export interface DocMap extends Noted {
  readonly type: 'map';
  readonly entries: readonly DocEntry[];
  readonly tag?: string;
}

/** A value on its way from the text to the normalized configuration. Never changed in place. */
export type Doc = DocScalar | DocSecure | DocList | DocMap;

export const noneDoc: DocScalar = { type: 'none', value: null };

export function buildDoc(raw: Raw): Doc {
  if (raw.kind === 'scalar') return scalarDoc(raw);
  const tag = raw.tag === undefined ? {} : { tag: raw.tag };
  if (raw.kind === 'list') return { type: 'seq', items: raw.items.map(buildDoc), ...tag };
  const entries = raw.entries.map(({ key, value }) => ({ key, value: buildDoc(value) }));
  const [entry] = entries;
  if (entry && entries.length === 1 && entry.key.name === 'secure')
    return { type: 'secure', value: entry.value };
  return { type: 'map', entries, ...tag };
}

function scalarDoc({ value, float }: RawScalar): DocScalar {
  return { type: typeOf(value), value, ...(float && { float }) };
}

function typeOf(value: RawScalar['value']): DocScalar['type'] {
  if (value === null) return 'none';
  if (typeof value === 'string') return 'str';
  return typeof value === 'boolean' ? 'bool' : 'num';
}

export const textDoc = (value: string): DocScalar => ({ type: 'str', value });

/** Nothing is given: no value, an empty text, list or map. Travis then looks no further. */
export function isNotGiven(doc: Doc): boolean {
  if (doc.type === 'seq') return doc.items.length === 0;
  if (doc.type === 'map') return doc.entries.length === 0;
  return doc.type === 'none' || (doc.type === 'str' && doc.value === '');
}

export const isScalar = (doc: Doc): doc is DocScalar =>
  doc.type === 'str' || doc.type === 'num' || doc.type === 'bool' || doc.type === 'none';

/** Text of a scalar as Ruby's `to_s` writes it. */
export function scalarText({ value, float }: DocScalar): string {
  if (value === null) return '';
  return float && Number.isInteger(value) ? `${value}.0` : String(value);
}

export function entryOf(map: DocMap, name: string): DocEntry | undefined {
  return map.entries.find((entry) => entry.key.name === name);
}

export function withNotes<T extends Doc>(doc: T, ...notes: readonly Note[]): T {
  return notes.length ? { ...doc, notes: [...(doc.notes ?? []), ...notes] } : doc;
}

/** The plain value. Keys given twice: the last one. */
export function valueOfDoc(doc: Doc): ConfigValue {
  if (doc.type === 'seq') return doc.items.map(valueOfDoc);
  if (doc.type === 'secure') return { secure: valueOfDoc(doc.value) };
  if (doc.type !== 'map') return doc.value;
  return Object.fromEntries(doc.entries.map(({ key, value }) => [key.name, valueOfDoc(value)]));
}

/** The raw form of a value, without its notes. */
export function rawOf(doc: Doc): Raw {
  const tag = 'tag' in doc && doc.tag !== undefined ? { tag: doc.tag } : {};
  if (doc.type === 'seq') return { kind: 'list', items: doc.items.map(rawOf), ...tag };
  if (doc.type === 'map') return { kind: 'map', entries: doc.entries.map(rawEntry), ...tag };
  if (doc.type === 'secure')
    return { kind: 'map', entries: [{ key: { name: 'secure' }, value: rawOf(doc.value) }] };
  return { kind: 'scalar', value: doc.value, ...(doc.float && { float: true }) };
}

function rawEntry({ key, value }: DocEntry): RawEntry {
  return { key, value: rawOf(value) };
}
