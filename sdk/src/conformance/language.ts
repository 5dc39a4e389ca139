import type { LanguageDefinition } from '@turnpike/core/contracts';
import { describeChecks } from './checks.js';
import { languageChecks } from './language-checks.js';

/** What a check of a language knows. */
export interface LanguageCase {
  readonly definition: LanguageDefinition;
  /** Where its parents are found. */
  readonly others: readonly LanguageDefinition[];
}

/**
 * What every language must do: work without any key, be pure, and keep data out of the shell's grammar.
 * `others`: where its parents are found.
 * @stable
 */
export function languageConformance(
  definition: LanguageDefinition,
  others: readonly LanguageDefinition[] = [],
): void {
  const { id } = definition;
  describeChecks(`language ${id}`, id, languageChecks, async () => ({
    subject: { definition, others },
    dispose: async () => undefined,
  }));
}
