import type { KeyNode } from '@turnpike/sdk';
import { languageKeys } from './keys.js';

/** Keys of languages as jobs take them: single values. */
export const jobLanguageKeys = formsOf('job');

/** Keys of languages as the root takes them: axes take several values. */
export const rootLanguageKeys = formsOf('root');

function formsOf(form: 'job' | 'root'): { readonly [key: string]: KeyNode } {
  return Object.fromEntries(Object.entries(languageKeys).map(([key, forms]) => [key, forms[form]]));
}
