import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import { indexOf } from '../../schema/index-keys.js';
import { findWord } from '../../spelling/match.js';
import type { DocContext } from '../context.js';
import { entryOf, scalarText, type Doc, type DocMap } from '../doc.js';

/**
 * The alternative whose fixed value of the key `detect` equals the given one, or nearly so; the
 * first one for an unknown value; none where no value is given.
 */
export function detectProvider(
  schema: ChoiceNode,
  doc: Doc,
  context: DocContext,
): KeyNode | undefined {
  if (schema.detect === undefined) return undefined;
  const name = nameIn(doc, schema.detect);
  if (name === undefined) return undefined;
  const byName = providersOf(schema, schema.detect);
  const exact = byName.get(name);
  const found = context.options.fix ? findWord([...byName.keys()], name, nothing) : undefined;
  return exact ?? byName.get(found ?? '') ?? byKeys(schema, doc) ?? schema.any_of[0];
}

/** An unknown provider is taken for the first one that knows all keys given, as they are. */
function byKeys(schema: ChoiceNode, doc: Doc): KeyNode | undefined {
  if (doc.type !== 'map') return undefined;
  return schema.any_of.find((node) => knowsKeys(node, doc));
}

function knowsKeys(node: KeyNode, doc: DocMap): boolean {
  if (node.type === 'any') return node.any_of.some((other) => knowsKeys(other, doc));
  if (node.type !== 'map') return false;
  const { keys } = indexOf(node);
  return doc.entries.every(({ key }) => Object.hasOwn(keys, key.name) || key.name === 'true');
}

const nothing: ReadonlySet<string> = new Set();

function nameIn(doc: Doc, key: string): string | undefined {
  if (doc.type === 'str') return scalarText(doc);
  if (doc.type !== 'map') return undefined;
  const value = entryOf(doc, key)?.value;
  return value?.type === 'str' ? scalarText(value) : undefined;
}

const tables = new WeakMap<ChoiceNode, ReadonlyMap<string, KeyNode>>();

function providersOf(schema: ChoiceNode, key: string): ReadonlyMap<string, KeyNode> {
  const known = tables.get(schema);
  if (known) return known;
  const table = new Map<string, KeyNode>();
  for (const node of schema.any_of) for (const name of namesOf(node, key)) table.set(name, node);
  tables.set(schema, table);
  return table;
}

function namesOf(node: KeyNode, key: string): string[] {
  if (node.type === 'any') return node.any_of.flatMap((other) => namesOf(other, key));
  const fixed = node.type === 'map' ? node.keys?.[key] : undefined;
  return fixed?.type === 'str' ? (fixed.values ?? []).map(({ value }) => String(value)) : [];
}
