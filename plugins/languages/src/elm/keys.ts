import type { LanguageKeys } from '@turnpike/sdk';
import { axis, shared, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    elm: axis(text, { summary: 'Versions of Elm.' }),
    node_js: shared,
    elm_format: { ...text, summary: 'Version of elm-format.' },
    elm_test: { ...text, summary: 'Version of elm-test.' },
  },
};
