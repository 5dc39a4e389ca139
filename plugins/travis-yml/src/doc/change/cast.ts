import { findWord } from '../../spelling/match.js';
import { scalarText, type DocScalar } from '../doc.js';

type Type = 'str' | 'num' | 'bool' | 'secure';

/** Turns a scalar into the type due, where its text allows that. Encrypted values are never cast. */
export function cast(type: Type, doc: DocScalar): DocScalar {
  if (doc.type === 'none') return doc;
  if (type === 'str') return castText(doc);
  if (type === 'secure') return doc;
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

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['enabled', true],
  ['required', true],
  ['false', false],
  ['off', false],
  ['no', false],
  ['disabled', false],
  ['not required', false],
]);

const nothing: ReadonlySet<string> = new Set();

/** A misspelt word counts as what it is near to, without a message (sheet 3). */
function castBoolean(doc: DocScalar): DocScalar {
  const text = scalarText(doc);
  const value = words.get(text.toLowerCase()) ?? nearest(text);
  return value === undefined ? doc : { ...doc, type: 'bool', value };
}

function nearest(text: string): boolean | undefined {
  return words.get(findWord([...words.keys()], text.replace(/\W/g, ''), nothing) ?? '');
}
