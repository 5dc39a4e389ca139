import type { LanguageKeys } from '@turnpike/sdk';
import { inert, any, axis, flag, list, map, text } from '@turnpike/sdk/yml';

const task = map({
  test: text,
  dartanalyzer: text,
  dartfmt: flag,
  install_dartium: inert(flag, 'Dartium is no longer there'),
  xvfb: flag,
});

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    dart: axis(text, { summary: 'Versions of Dart.' }),
    dart_task: any([list(any([task, text])), task, text], {
      flags: ['expand'],
      summary: 'What to do: test, analyze or check the format.',
    }),
    with_content_shell: { ...flag, summary: 'Tests in the content shell.' },
  },
};
