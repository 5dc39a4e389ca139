import { isWholeEnvValue } from '@turnpike/sdk/shell';
import { EnvSyntaxError, scanEnv } from '../../env/scan.js';
import { scalarText, textDoc, withNotes, type Doc, type DocMap, type Note } from '../doc.js';

/** Texts of variables become maps, one map a text; what does not parse an empty one. */
export function parseEnvVars(doc: Doc, hints = false): Doc {
  if (doc.type === 'seq') return { ...doc, items: doc.items.map((item) => parseItem(item, hints)) };
  if (doc.type === 'map' && hints) return withNotes(doc, ...lost(doc));
  if (doc.type !== 'str') return doc;
  const text = scalarText(doc);
  try {
    const vars = varsMap(text);
    return hints ? withNotes(vars, ...lost(vars)) : vars;
  } catch (error) {
    if (!(error instanceof EnvSyntaxError)) throw error;
    const note: Note = { level: 'error', code: 'invalid_env_var', args: { var: text } };
    return withNotes({ type: 'map', entries: [] }, note);
  }
}

const parseItem = (item: Doc, hints: boolean): Doc =>
  item.type === 'none' ? { type: 'map', entries: [] } : parseEnvVars(item, hints);

/** Values that the job's shell splits or refuses, in words of Turnpike's own: Travis says nothing here. */
function lost({ entries }: DocMap): Note[] {
  return entries.flatMap(({ key, value }) => {
    if (value.type !== 'str' || isWholeEnvValue(scalarText(value))) return [];
    const args = { var: key.name, value: scalarText(value) };
    const at = key.line === undefined ? {} : { at: key };
    return [{ level: 'hint', code: 'split_env_var', args, ...at }];
  });
}

function varsMap(text: string): DocMap {
  const pairs = new Map(scanEnv(text));
  const entries = [...pairs].map(([name, value]) => ({ key: { name }, value: textDoc(value) }));
  return { type: 'map', entries };
}
