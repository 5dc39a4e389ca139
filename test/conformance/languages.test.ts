import { languages } from '@turnpike/plugin-languages';
import { languageConformance } from '@turnpike/sdk/conformance';

for (const language of languages) languageConformance(language, languages);
