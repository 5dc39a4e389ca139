/** Texts in other languages: what no browser asks for, or is no text, would be shown to nobody. */
import type { AnyDefinition } from '../unit.js';
import { isObject, shown, type Finding } from './fault.js';

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const TEXTS = "{ de: { 'Days off': 'Freie Tage' } }.";

export function textFindings({ texts }: AnyDefinition): readonly Finding[] {
  if (texts === undefined) return [];
  if (!isObject(texts))
    return [{ at: 'texts', what: `is ${shown(texts)}, no map.`, wayOut: TEXTS }];
  return Object.entries(texts).flatMap(([language, own]) => ofLanguage(`texts.${language}`, own));
}

function ofLanguage(at: string, own: unknown): readonly Finding[] {
  if (!LANGUAGE.test(at.slice('texts.'.length)))
    return [{ at, what: 'is no language.', wayOut: 'As browsers name them: de, pt-BR.' }];
  if (!isObject(own)) return [{ at, what: `is ${shown(own)}, no map.`, wayOut: TEXTS }];
  return Object.entries(own).flatMap(([text, other]) =>
    typeof other === 'string' && other !== ''
      ? []
      : [{ at: `${at}['${text}']`, what: `is ${shown(other)}, no text.`, wayOut: TEXTS }],
  );
}
