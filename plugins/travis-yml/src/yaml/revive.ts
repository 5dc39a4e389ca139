import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { limits } from './limits.js';
import { isMergeKey, mergedMaps, mergeInto } from './merge-key.js';
import {
  none,
  type Finding,
  type Ignored,
  type Key,
  type Raw,
  type RawEntry,
  type RawScalar,
} from './raw.js';
import { refuse, type Source } from './refuse.js';
import { DisallowedScalar, plainScalar, taggedScalar } from './scalar.js';
import { spend } from '../thread/fuse.js';

type Entry = Pair<Node, Node | null>;

/** Path to a map, with the key that it stands under. */
interface Place {
  readonly names: readonly string[];
  readonly key?: Key;
}

/** Turns a syntax tree into values, remembering lines, anchors and duplicate keys. */
export class Reviver {
  readonly findings: Finding[] = [];
  readonly #lines: LineCounter;
  readonly #source: Source;
  readonly #src: { readonly src?: string };
  readonly #anchors = new Map<string, { readonly raw: Raw; readonly nodes: number }>();
  readonly #text: string;
  #nodes = 0;

  /** `text`: what the tree is of; it ends without a line break. */
  constructor(lines: LineCounter, source: Source, text: string) {
    this.#text = text;
    this.#lines = lines;
    this.#source = source;
    this.#src = source.file === undefined ? {} : { src: source.file };
  }

  revive(node: Node, place: Place, depth: number): Raw {
    if (isAlias(node)) return this.#alias(node, place);
    if (depth > limits.depth) throw this.#refuse('LimitExceeded', 'Nested too deeply.', node);
    spend();
    const before = this.#nodes;
    this.#count(1, node);
    const raw = this.#value(node, place, depth);
    const anchor = (node as Scalar).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, { raw, nodes: this.#nodes - before });
    return raw;
  }

  #value(node: Node, place: Place, depth: number): Raw {
    if (isMap(node)) return this.#map(node, place, depth);
    if (isSeq(node)) return this.#list(node, place, depth);
    return isScalar(node) ? this.#scalar(node) : none;
  }

  /** Reports what Travis leaves out without a word. */
  leaveOut(
    code: Ignored['code'],
    args: Ignored['args'],
    offset: number,
    path: readonly string[],
  ): void {
    this.findings.push({ path, code, args, line: this.#lineOf(offset), ...this.#src });
  }

  #lineOf(offset: number): number {
    return this.#lines.linePos(offset).line - 1;
  }

  #alias(node: Alias, { names }: Place): Raw {
    const known = this.#anchors.get(node.source);
    if (!known)
      this.leaveOut('unknown_alias', { alias: `*${node.source}` }, node.range?.[0] ?? 0, names);
    this.#count(known?.nodes ?? 1, node);
    return known?.raw ?? none;
  }

  #scalar(node: Scalar): RawScalar {
    const value = this.#valueText(node);
    const plain = node.type === 'PLAIN' || node.type === undefined;
    try {
      if (node.tag !== undefined) return taggedScalar(node.tag, value, !plain);
      return plain ? plainScalar(value) : { kind: 'scalar', value };
    } catch (error) {
      if (error instanceof DisallowedScalar)
        throw this.#refuse('DisallowedClass', 'A plain date cannot be used: quote it.', node);
      throw error;
    }
  }

  /** libyaml ends a block scalar without a line break where the text ends without one. */
  #valueText(node: Scalar): string {
    const value = String(node.value ?? '');
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const isLast = isBlock && (node.range?.[1] ?? 0) >= this.#text.length;
    return isLast && value.endsWith('\n') ? value.slice(0, -1) : value;
  }

  #list(node: YAMLSeq, place: Place, depth: number): Raw {
    this.#rejectRuby(node);
    const items = node.items.map((item) => this.revive(item as Node, place, depth + 1));
    return { kind: 'list', items, ...tagOf(node) };
  }

  #map(node: YAMLMap, place: Place, depth: number): Raw {
    this.#rejectRuby(node);
    const entries = new Map<string, RawEntry>();
    const own = new Set<string>();
    const before = this.findings.length;
    for (const pair of node.items as Entry[]) this.#entry(entries, own, pair, place, depth + 1);
    if (entries.size === 1 && entries.has('secure')) this.#renameDuplicates(before);
    return { kind: 'map', entries: [...entries.values()], ...tagOf(node) };
  }

  /** A map that turns out to be an encrypted value is named as such. */
  #renameDuplicates(from: number): void {
    const renamed = this.findings
      .splice(from)
      .map((found) => ({ ...found, path: [...found.path, 'secure'] }));
    this.findings.push(...renamed);
  }

  #entry(
    entries: Map<string, RawEntry>,
    own: Set<string>,
    pair: Entry,
    place: Place,
    depth: number,
  ): void {
    const bare = this.#key(pair, place);
    const value = pair.value
      ? this.revive(pair.value, { names: [...place.names, bare.name], key: bare }, depth)
      : none;
    const key = carriesAnchor(pair.value) ? { ...bare, anchor: true } : bare;
    const merged = isMergeKey(pair.key, key.name) ? mergedMaps(value) : undefined;
    if (merged) return mergeInto(entries, merged);
    if (isMergeKey(pair.key, key.name))
      this.leaveOut('ignored_merge', {}, pair.key.range?.[0] ?? 0, place.names);
    if (own.has(key.name)) this.#duplicate(place, key);
    own.add(key.name);
    const known = entries.get(key.name);
    entries.set(key.name, { key: known?.key ?? key, value });
  }

  #duplicate({ names, key }: Place, { name, line: again = 0 }: Key): void {
    const line = key?.line === undefined ? {} : { line: key.line };
    const src = key?.src === undefined ? {} : { src: key.src };
    this.findings.push({ path: names, key: name, ...line, ...src, again });
  }

  #key({ key }: Entry, place: Place): Key {
    const raw = this.#keyValue(key, place);
    if (raw.kind !== 'scalar' || this.#isBareColon(key))
      throw this.#refuse('ParseError', 'A key must be a text.', key);
    const line = this.#lineOf(key.range?.[0] ?? 0);
    return { name: keyName(raw), line, ...this.#src };
  }

  #keyValue(key: Node | null, place: Place): Raw {
    if (key === null) return none;
    if (isAlias(key)) return this.#alias(key, place);
    return isScalar(key) ? this.#scalar(key) : { kind: 'list', items: [] };
  }

  /** A colon without anything before it, not even a question mark. */
  #isBareColon(key: Node | null): boolean {
    if (key === null) return true;
    if (!isScalar(key) || key.type !== 'PLAIN' || key.source !== '' || key.tag) return false;
    return !/\?\s*$/.test(this.#text.slice(0, key.range?.[0] ?? 0));
  }

  #rejectRuby(node: Node & { tag?: string }): void {
    if (node.tag?.startsWith('!ruby/'))
      throw this.#refuse('DisallowedClass', 'A Ruby object cannot be used.', node);
  }

  #count(nodes: number, at: Node): void {
    this.#nodes += nodes;
    if (this.#nodes > limits.nodes)
      throw this.#refuse('LimitExceeded', `More than ${limits.nodes} values.`, at);
  }

  #refuse(kind: 'ParseError' | 'DisallowedClass' | 'LimitExceeded', text: string, at: Node) {
    return refuse(kind, text, this.#source, this.#lines, at.range?.[0]);
  }
}

/** Is the value anchored, or an item of it? */
function carriesAnchor(node: Node | null): boolean {
  if (node === null || isAlias(node)) return false;
  if ((node as Scalar).anchor !== undefined) return true;
  return isSeq(node) && node.items.some((item) => carriesAnchor(item as Node));
}

function keyName({ value, float }: RawScalar): string {
  if (value === null) return '';
  return float && Number.isInteger(value) ? `${value}.0` : String(value);
}

function tagOf(node: YAMLMap | YAMLSeq): { tag?: string } {
  return node.tag?.startsWith('!') ? { tag: node.tag.slice(1) } : {};
}
