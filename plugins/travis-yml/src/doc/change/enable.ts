import { entryOf, isScalar, type Doc, type DocMap, type DocScalar } from '../doc.js';
import { cast } from './cast.js';

/** `true`, `false` … become `{enabled: …}`; `disabled: x` becomes `enabled: !x`. */
export function changeEnabled(doc: Doc): Doc {
  if (doc.type === 'map') return withoutDisabled(doc);
  if (!isScalar(doc)) return doc;
  const value = cast('bool', doc);
  return value.type === 'bool' ? enabledMap(value, doc) : doc;
}

function enabledMap(value: DocScalar, { notes }: Doc): DocMap {
  const map: DocMap = { type: 'map', entries: [{ key: { name: 'enabled' }, value }] };
  return notes ? { ...map, notes } : map;
}

function withoutDisabled(doc: DocMap): DocMap {
  const disabled = entryOf(doc, 'disabled')?.value;
  const value = disabled && isScalar(disabled) ? cast('bool', disabled) : undefined;
  if (value?.type !== 'bool') return doc;
  const others = doc.entries.filter(({ key }) => key.name !== 'disabled' && key.name !== 'enabled');
  const enabled: DocScalar = { type: 'bool', value: !value.value };
  return { ...doc, entries: [...others, { key: { name: 'enabled' }, value: enabled }] };
}
