import { scalarText, type DocScalar } from '../doc.js';

type Type = 'str' | 'num' | 'bool' | 'secure';

/** Turns a scalar into the type due, where its text allows that. */
export function cast(type: Type, doc: DocScalar): DocScalar {
  if (doc.type === 'none') return doc;
  if (type === 'str' || type === 'secure') return castText(doc);
  if (doc.type !== 'str') return doc;
  return type === 'num' ? castNumber(doc) : castBoolean(doc);
}

function castText(doc: DocScalar): DocScalar {
  if (doc.type === 'str') return doc;
  const { float: _, ...rest } = doc;
  return { ...rest, type: 'str', value: scalarText(doc) };
}

function castNumber(doc: DocScalar): DocScalar {
  const text = scalarText(doc);
  if (!/^(?=.*\d)[\d.]+$/.test(text)) return doc;
  if (!text.includes('.')) return { ...doc, type: 'num', value: Number(text) };
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? doc : { ...doc, type: 'num', value, float: true };
}

const yes = new Set(['true', 'on', 'yes', 'enabled', 'required']);
const no = new Set(['false', 'off', 'no', 'disabled', 'not required']);

function castBoolean(doc: DocScalar): DocScalar {
  const text = scalarText(doc).toLowerCase();
  if (yes.has(text)) return { ...doc, type: 'bool', value: true };
  return no.has(text) ? { ...doc, type: 'bool', value: false } : doc;
}
