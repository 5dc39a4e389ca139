import type { LanguageKeys } from '@turnpike/sdk';
import { axis, map, text, texts } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    smalltalk: axis(text, { summary: 'Images of Smalltalk.' }),
    smalltalk_config: axis(text, { summary: 'Configuration files.' }),
    smalltalk_vm: axis(text, { summary: 'Virtual machines.' }),
    smalltalk_edge: map(
      { source: text, branch: text },
      { summary: 'Where smalltalkCI comes from.' },
    ),
  },
  jobs: { smalltalk_config: texts, smalltalk_vm: texts },
};
