import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text, texts } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    haxe: axis(text, { summary: 'Versions of Haxe.' }),
    hxml: { ...texts, summary: 'Build files.' },
    neko: { ...text, summary: 'Version of Neko.' },
  },
};
