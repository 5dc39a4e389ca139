import type { LanguageDefinition } from '@turnpike/sdk';
import { ConfigProblem } from './config-problem.js';
import type { Registry } from './parts.js';

const fallback = 'ruby';

/**
 * Which builder `language:` names (travis-build `lib/travis/build/data.rb`,
 * `script.rb`): everything that starts with "java" is Java; unknown names are Ruby.
 */
export function chooseLanguage(registry: Registry, value: unknown): LanguageDefinition {
  if (value !== null && value !== undefined && typeof value === 'object') {
    throw new ConfigProblem(
      'The \\`language\\` configuration should be a single name.',
      '/user/languages',
    );
  }
  const name = String(value ?? fallback)
    .toLowerCase()
    .trim();
  const id = name.startsWith('java') ? 'java' : name;
  const language =
    registry.languages.get(id) ??
    registry.languages.get(fallback) ??
    registry.languages.get('generic');
  if (!language) throw new ConfigProblem('No language is installed.');
  return inherit(registry, language);
}

/** Fills in what a language leaves to its parents. */
function inherit(registry: Registry, language: LanguageDefinition): LanguageDefinition {
  const parent = language.parent ? registry.languages.get(language.parent) : undefined;
  return parent ? { ...inherit(registry, parent), ...language } : language;
}
