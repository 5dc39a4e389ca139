import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    dotnet: axis(text, { summary: 'Versions of the .NET SDK.' }),
    mono: axis(text, { summary: 'Versions of Mono.' }),
    solution: axis(text, { summary: 'Solution files to build.' }),
  },
};
