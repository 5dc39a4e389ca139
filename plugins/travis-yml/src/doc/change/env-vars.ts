import { EnvSyntaxError, scanEnv } from '../../env/scan.js';
import { scalarText, textDoc, withNotes, type Doc, type DocMap, type Note } from '../doc.js';

/** Texts of variables become maps, one map a text; what does not parse an empty one. */
export function parseEnvVars(doc: Doc): Doc {
  if (doc.type === 'seq') return { ...doc, items: doc.items.map(parseItem) };
  if (doc.type !== 'str') return doc;
  const text = scalarText(doc);
  try {
    return varsMap(text);
  } catch (error) {
    if (!(error instanceof EnvSyntaxError)) throw error;
    const note: Note = { level: 'error', code: 'invalid_env_var', args: { var: text } };
    return withNotes({ type: 'map', entries: [] }, note);
  }
}

const parseItem = (item: Doc): Doc =>
  item.type === 'none' ? { type: 'map', entries: [] } : parseEnvVars(item);

function varsMap(text: string): DocMap {
  const pairs = new Map(scanEnv(text));
  const entries = [...pairs].map(([name, value]) => ({ key: { name }, value: textDoc(value) }));
  return { type: 'map', entries };
}
