import { expect, it } from 'vitest';
import { wordsOf } from './plugin-words.js';

const texts = {
  de: { Days: 'Tage', Note: 'Notiz' },
  'pt-BR': { Days: 'Dias' },
  'en-GB': { Color: 'Colour' },
};

it.each([
  [['de-AT', 'en'], 'Days', 'de', 'Tage'],
  [['fr', 'de'], 'Days', 'de', 'Tage'],
  [['pt-BR'], 'Days', 'pt-BR', 'Dias'],
  [['pt-BR'], 'Note', 'pt-BR', 'Note'],
  [['pt'], 'Days', undefined, 'Days'],
  [['en', 'de'], 'Days', undefined, 'Days'],
  [['en-GB', 'de'], 'Color', 'en-GB', 'Colour'],
  [[], 'Days', undefined, 'Days'],
  [['de'], 'constructor', 'de', 'constructor'],
  [['constructor'], 'Days', undefined, 'Days'],
])('of %j: %s', (wanted, text, language, answer) => {
  const words = wordsOf(texts, wanted);
  expect([words.language, words.text(text)]).toEqual([language, answer]);
});
