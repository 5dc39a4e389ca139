import { entryOf, isScalar, type Doc, type DocMap, type DocScalar } from '../doc.js';
import { cast } from './cast.js';

/** `true`, `false`, `yes`, `no` become `{enabled: …}`; `disabled: x` becomes `enabled: !x`. */
export function changeEnabled(doc: Doc): Doc {
  if (doc.type === 'map') return withoutDisabled(doc);
  const isSwitch =
    doc.type === 'bool' || (doc.type === 'str' && (doc.value === 'yes' || doc.value === 'no'));
  return isScalar(doc) && isSwitch ? enabledMap(cast('bool', doc), doc) : doc;
}

function enabledMap(value: DocScalar, { notes }: Doc): DocMap {
  const map: DocMap = { type: 'map', entries: [{ key: { name: 'enabled' }, value }] };
  return notes ? { ...map, notes } : map;
}

/** `enabled` counts where both stand. */
function withoutDisabled(doc: DocMap): DocMap {
  const disabled = entryOf(doc, 'disabled')?.value;
  if (!disabled) return doc;
  const given = entryOf(doc, 'enabled')?.value;
  const others = doc.entries.filter(({ key }) => key.name !== 'disabled' && key.name !== 'enabled');
  const enabled: Doc = given ? given : { type: 'bool', value: !isOn(disabled) };
  return { ...doc, entries: [...others, { key: { name: 'enabled' }, value: enabled }] };
}

/** Anything but a word for no switches on. */
function isOn(doc: Doc): boolean {
  if (!isScalar(doc)) return true;
  const { type, value } = cast('bool', doc);
  return type === 'bool' ? value === true : value !== null;
}
