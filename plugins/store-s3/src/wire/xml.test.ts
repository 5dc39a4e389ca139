import { expect, it } from 'vitest';
import { blocks, escape, textOf } from './xml.js';

it('reads elements by name, with what is escaped in them', () => {
  const xml =
    '<?xml version="1.0"?><R xmlns="x"><C><Key>a&amp;b&#x2F;&#233;&lt;</Key></C><C><Key></Key></C></R>';
  expect(blocks(xml, 'C').map((block) => textOf(block, 'Key'))).toEqual(['a&b/é<', '']);
  expect(textOf(xml, 'Missing')).toBeUndefined();
});

it('escapes what it writes so that it is read again', () => {
  const text = `"a" & <b>'`;
  expect(textOf(`<T>${escape(text)}</T>`, 'T')).toBe(text);
});
