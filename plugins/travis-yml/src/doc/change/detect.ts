import type { ChoiceNode, KeyNode } from '@turnpike/sdk';
import { findWord } from '../../spelling/match.js';
import type { DocContext } from '../context.js';
import { entryOf, scalarText, type Doc } from '../doc.js';

/** The alternative whose fixed value of the key `detect` equals the given one, or nearly so. */
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
  if (exact || !context.options.fix) return exact;
  const found = findWord([...byName.keys()], name, nothing);
  return found === undefined ? undefined : byName.get(found);
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
