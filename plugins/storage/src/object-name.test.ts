import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName } from './object-name.js';

const refused = expect.objectContaining({ code: 'TURNPIKE_INPUT_INVALID' });

describe('the name of a file', () => {
  it('holds nothing that is not seen', () => {
    const unseen = [0x0, 0x7f, 0x85, 0xad, 0x61c, 0x180e, 0x200b, 0x200d, 0x200e, 0x200f, 0x2028];
    unseen.push(0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xfff9, 0x3164, 0xffa0);
    unseen.push(0xe0001, 0xe0041, 0xd800);
    const part = fc.stringMatching(/^[a-zé日.-]{1,8}$/).filter((text) => !/^\.+$/.test(text));
    fc.assert(
      fc.property(part, fc.constantFrom(...unseen), part, (before, code, after) => {
        const name = `${before}${String.fromCodePoint(code)}${after}`;
        expect(() => checkName(name)).toThrow(refused);
        expect(() => checkName(`dir/${name}`)).toThrow(refused);
        expect(checkName(`${before}/${after}`)).toBe(`${before}/${after}`);
      }),
    );
  });

  it('may be of any script', () => {
    for (const name of [
      'größe.txt',
      '日本語/報告.pdf',
      'עברית.txt',
      'emoji-🎉.png',
      'a b (1).txt',
    ]) {
      expect(checkName(name)).toBe(name);
    }
  });
});
