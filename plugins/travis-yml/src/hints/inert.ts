import type { ConfigValue, KeyInert, KeyNode } from '@turnpike/sdk';
import { asMap } from '../matrix/equal.js';
import { valueOfDoc, type Doc, type Note } from '../doc/doc.js';

/** What does not do here what it says, in words of Turnpike's own: Travis says nothing here. */
export function inertKey(name: string, node: KeyNode, doc: Doc): readonly Note[] {
  const { inert } = node;
  return inert && !isSwitchedOff(node, doc) ? [inertNote({ key: name }, inert)] : [];
}

export const inertValue = (key: string, value: ConfigValue, fact: KeyInert): Note =>
  inertNote({ key, value }, fact);

/** `slack: false` asks for nothing; `filter_secrets: false` does. */
function isSwitchedOff(node: KeyNode, doc: Doc): boolean {
  if (doc.type === 'none') return true;
  if (node.type !== 'any') return false;
  const value = valueOfDoc(doc);
  const entries = Array.isArray(value) ? (value as readonly ConfigValue[]) : [value];
  return entries.every((entry) => entry === false || asMap(entry)['enabled'] === false);
}

const codes = { inert: 'inert_key', limited: 'limited_key', refused: 'refused_key' } as const;

function inertNote(about: { key: string; value?: ConfigValue }, fact: KeyInert): Note {
  const { why, instead, how = 'inert' } = fact;
  const args = { ...about, why, ...(instead && { instead }) };
  return { level: how === 'refused' ? 'error' : 'warn', code: codes[how], args };
}
