import { parse } from 'yaml';
import { alternatives, type KeySchema } from './json-schema.js';

/**
 * Turns the text of an environment variable or a `--set` argument into the value that the key takes:
 * a named choice as it stands; `true` and `false`, numbers and `null` where the key takes them; lists
 * as YAML in brackets or split at commas; maps as YAML in braces. Else the text itself, which the
 * schema then judges.
 */
export function castText(text: string, schema: KeySchema): unknown {
  const kinds = alternatives(schema);
  const takes = (type: string) => kinds.some((kind) => kind.type === type);
  if (kinds.some((kind) => kind.const === text || kind.enum?.includes(text))) return text;
  if (takes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if ((takes('number') || takes('integer')) && isNumber(text)) return Number(text);
  if (takes('null') && text === 'null') return null;
  const list = kinds.find((kind) => kind.type === 'array');
  if (list && (text.startsWith('[') || !takesFreeText(kinds))) return castList(text, list);
  if (takes('object') && text.startsWith('{')) return yamlOr(text);
  if (kinds.every((kind) => kind.type === undefined && kind.enum === undefined))
    return yamlOr(text);
  return text;
}

function takesFreeText(kinds: readonly KeySchema[]): boolean {
  return kinds.some((kind) => kind.type === 'string' && !kind.enum && kind.const === undefined);
}

function castList(text: string, schema: KeySchema): unknown {
  if (text.startsWith('[')) return yamlOr(text);
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => castText(part, schema.items ?? {}));
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** Text that is no YAML stays text: the schema then says what is wrong with it. */
function yamlOr(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return text;
  }
}
