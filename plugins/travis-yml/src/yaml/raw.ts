/** A map's key with where it stands. */
export interface Key {
  readonly name: string;
  /** Zero-based; absent where no source holds the key. */
  readonly line?: number;
  readonly src?: string;
  /** Its value carries an anchor, or holds one. */
  readonly anchor?: boolean;
}

/** `float`: a number whose text has a fraction even where it is whole. */
export interface RawScalar {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  readonly float?: true;
}

export interface RawList {
  readonly kind: 'list';
  readonly items: readonly Raw[];
  /** How this value is merged with another source's, overriding the mode. */
  readonly tag?: string;
}

export interface RawMap {
  readonly kind: 'map';
  readonly entries: readonly RawEntry[];
  readonly tag?: string;
}

export interface RawEntry {
  readonly key: Key;
  readonly value: Raw;
}

/** What a text holds after YAML reading, before any knowledge of the schema. */
export type Raw = RawScalar | RawList | RawMap;

/** A finding of the reader: a key given twice. `path` is of the map that holds it. */
export interface Duplicate {
  readonly path: readonly string[];
  readonly key: string;
  /** Of the map's own key: that is what Travis shows. */
  readonly line?: number;
  readonly src?: string;
  /** Line where the key is given again. */
  readonly again: number;
}

/** A finding of the reader: something that Travis leaves out without a word. */
export interface Ignored {
  readonly path: readonly string[];
  readonly code:
    | 'unknown_alias'
    | 'ignored_text'
    | 'ignored_merge'
    | 'ignored_tag'
    | 'dropped_nul'
    | 'broken_bytes';
  readonly args: { readonly [name: string]: string };
  readonly line: number;
  readonly src?: string;
}

export type Finding = Duplicate | Ignored;

export const none: RawScalar = { kind: 'scalar', value: null };

/** The value under a key, the last where there are several. */
export function valueOf(map: RawMap, name: string): Raw | undefined {
  return map.entries.find((entry) => entry.key.name === name)?.value;
}
