import type { ConfigValue } from '@turnpike/sdk';
import { spend } from '../thread/fuse.js';

/** Deep equality; order of keys does not count. */
export function isEqual(left: ConfigValue | undefined, right: ConfigValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) return areEqualLists(left, right);
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  const [a, b] = [left as Entries, right as Entries];
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

type Entries = { readonly [key: string]: ConfigValue };

function areEqualLists(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((item, index) => isEqual(item, right[index]));
}

const fingerprints = new WeakMap<object, string>();

/** Text that two values share exactly if they are equal. Values are never changed in place. */
export function fingerprint(value: ConfigValue | undefined): string {
  if (typeof value !== 'object' || value === null) return written(value);
  const known = fingerprints.get(value) ?? written(value);
  fingerprints.set(value, known);
  return known;
}

function written(value: ConfigValue | undefined): string {
  spend();
  if (Array.isArray(value)) return `[${value.map(fingerprint).join()}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'none');
  const entries = Object.entries(value as Entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${fingerprint(item)}`).join()}}`;
}

/** Those that equal none before them. */
export function unique<T>(items: readonly T[], by: (item: T) => ConfigValue | undefined): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = fingerprint(by(item));
    return !seen.has(text) && seen.add(text);
  });
}

/** Is there nothing in it? */
export function isBlank(value: ConfigValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Blank, or a map of nothing but nulls. */
export function isHollow(value: ConfigValue | undefined): boolean {
  if (isBlank(value)) return true;
  const items = Object.values(asMap(value));
  return items.length > 0 && items.every((item) => item === null);
}

/** A value as a list: itself, or its only item, or nothing. */
export function asList(value: ConfigValue | undefined): readonly ConfigValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly ConfigValue[]) : [value];
}

/** A value as a map, where it is one. */
export function asMap(value: ConfigValue | undefined): Entries {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? (value as Entries) : {};
}
