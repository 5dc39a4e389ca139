import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loginKey } from '../../contracts/login-key.js';

/** Full-width forms of ASCII, which NFKC takes back. */
const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
const WAYS: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  wide,
  (text) => ` ${text}`,
  (text) => `${text}\t\u00a0\u3000`,
  (text) => text.replaceAll('k', '\u212a').replaceAll('i', '\u2170'),
  (text) => text.normalize('NFD'),
];

it('names one account however its login is written', () => {
  const login = fc.stringMatching(/^[\wäöéç.-]{1,30}$/);
  const ways = fc.array(fc.constantFrom(...WAYS), { maxLength: 4 });
  fc.assert(
    fc.property(login, ways, (text, chosen) => {
      const written = chosen.reduce((so, way) => way(so), text);
      expect(loginKey(written)).toBe(loginKey(text));
    }),
  );
});

it('is stable: the key of a key is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(loginKey(loginKey(text))).toBe(loginKey(text));
    }),
  );
});

it('keeps accounts apart that are written apart', () => {
  expect(loginKey('ada')).not.toBe(loginKey('ad a'));
  expect(loginKey('ada.b')).not.toBe(loginKey('adab'));
});
