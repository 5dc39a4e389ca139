import type { KeyChoice, StringNode } from '@turnpike/sdk';
import { findWord } from '../../spelling/match.js';
import type { DocContext } from '../context.js';
import { scalarText, withNotes, type DocScalar, type Note } from '../doc.js';

/** Repairs a text of which only some are allowed: alias, first line, spelling, first word. */
export function repairValue(schema: StringNode, doc: DocScalar, context: DocContext): DocScalar {
  if (!schema.values) return doc;
  const text = scalarText(doc);
  const known = byName(schema.values, schema.ignore_case);
  const same = known.get(schema.ignore_case ? text.toLowerCase() : text);
  if (same !== undefined)
    return same === text || schema.ignore_case ? doc : aliased(doc, text, same);
  if (!context.options.fix) return doc;
  const repaired = repair(text, known);
  if (!repaired) return doc;
  const next = withNotes({ ...doc, value: repaired.value }, repaired.note);
  const real = known.get(repaired.value) as string;
  return real === repaired.value ? next : aliased(next, repaired.value, real);
}

function aliased(doc: DocScalar, alias: string, value: string): DocScalar {
  return withNotes(
    { ...doc, value },
    { level: 'info', code: 'alias_value', args: { alias, value } },
  );
}

function byName(values: readonly KeyChoice[], fold?: boolean): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const spelled = (name: string): string => (fold ? name.toLowerCase() : name);
  for (const { value } of values) names.set(spelled(String(value)), String(value));
  for (const { value, aliases = [] } of values)
    for (const alias of aliases) names.set(spelled(alias), String(value));
  return names;
}

interface Repaired {
  readonly value: string;
  readonly note: Note;
}

function repair(text: string, known: ReadonlyMap<string, string>): Repaired | undefined {
  const [line = ''] = text.split('\n');
  if (line !== text && known.has(line)) return repaired('clean_value', text, line);
  const found = findWord([...new Set(known.values())], text, nothing);
  if (found !== undefined) return repaired('find_value', text, found);
  const cleaned = cleanings(text).find((word) => known.has(word));
  return cleaned === undefined ? undefined : repaired('clean_value', text, cleaned);
}

const nothing: ReadonlySet<string> = new Set();

function cleanings(text: string): string[] {
  const words = [text.split(/\s+/)[0], text.replace(/[^a-z_-]/gi, ''), text.replace(/\W/g, '')];
  return words.filter((word) => word !== undefined);
}

function repaired(code: string, original: string, value: string): Repaired {
  return { value, note: { level: 'warn', code, args: { original, value } } };
}
