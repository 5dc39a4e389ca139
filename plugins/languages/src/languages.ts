import type { LanguageDefinition } from '@turnpike/sdk';
import { generic } from './generic/index.js';

/** Every language, in alphabetical order of its folder. */
export const languages: readonly LanguageDefinition[] = [generic];
