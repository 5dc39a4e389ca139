import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword } from './passwords.js';
import { COMMON_WORDS } from './common-words.js';

const isTaken = (password: string, about: readonly string[] = []): boolean => {
  try {
    checkPassword(password, about);
    return true;
  } catch {
    return false;
  }
};

describe('a password', () => {
  it.each([
    'password',
    'password12',
    '1234567890',
    'aaaaaaaaaa',
    'password1234',
    'Password1234!',
    'P@ssw0rd1234',
    '123456789012',
    '987654321098',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcabcabcabc',
    'qwertyuiop12',
    'qwertyuiopasdf',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'iloveyou1234',
    'letmein12345',
    'Welcome2026!',
    'Summer2026!!!',
    'administrator',
    'changeme1234',
    'passwordpassword',
    'password password',
    'abcdefghijklmn',
    'zyxwvutsrqpo',
    'football2024',
    'trustno1trustno1',
    'unbelievable',
    'photographer',
    '111222333444',
    'Turnpike2026',
    'hunter2hunter2',
    'ｐａｓｓｗｏｒｄ１２３４',
    'correcthorsebatterystaple',
    'manchesterunited',
    '            ',
    'dragonmonkey12',
    'Admin123456!',
    '19870412198704',
    'michael.jordan23',
  ])('that is tried first is refused: %s', (password) => {
    expect(isTaken(password)).toBe(false);
  });

  it.each([
    'correct horse battery',
    'another password of mine',
    'v9#kQz!m2Lp0',
    'blue gravel sings at noon',
    'Wq7-tulip-ladder',
    'ordinary turtles climb',
    'пароль из нескольких слов',
    '雨の日に傘を三本買いました',
  ])('of some worth is taken: %s', (password) => {
    expect(isTaken(password)).toBe(true);
  });

  it('is not what the account is called, however it is dressed up', () => {
    const about = fc.stringMatching(/^[a-z]{5,10}$/);
    const dress = fc.constantFrom(
      (name: string) => `${name}1234567890`,
      (name: string) => `${name.toUpperCase()}2026!!!!`,
      (name: string) => `123${name}123456`,
      (name: string) => name.repeat(3),
      (name: string) => `${name}@${name}.${name}`,
      (name: string) => [...`${name}12345678`].toReversed().join(''),
    );
    fc.assert(
      fc.property(about, dress, (name, worn) => {
        expect(isTaken(worn(name), [`${name}`, null as never, `${name}@example.com`])).toBe(false);
      }),
    );
  });

  it('of common words with digits and signs around them is refused, whatever the letters', () => {
    const words = fc.array(fc.constantFrom(...COMMON_WORDS), { minLength: 1, maxLength: 3 });
    const tail = fc.constantFrom(
      '1234',
      '2026',
      '!!!!',
      '123456',
      '000000',
      'abcd',
      '1990!',
      '321',
    );
    fc.assert(
      fc.property(words, tail, fc.boolean(), (parts, end, loud) => {
        const text = parts.join('') + end;
        expect(isTaken(loud ? text.toUpperCase() : text)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that chance makes is taken', () => {
    const signs = [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_#%'];
    const random = fc.array(fc.constantFrom(...signs), { minLength: 16, maxLength: 40 });
    let refused = 0;
    fc.assert(
      fc.property(random, (text) => {
        if (new Set(text).size > 9 && !isTaken(text.join(''))) refused += 1;
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeLessThan(3);
  });
});
