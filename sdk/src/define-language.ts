import {
  tokens,
  type BuildContext,
  type LanguageDefinition,
  type Plugin,
} from '@turnpike/core/contracts';
import { definePlugin, provide } from './define-plugin.js';
import { usingDeprecated } from './deprecated.js';
import { first, text } from './shell/values.js';
import { languageKeys } from './yml/contribute.js';

/**
 * Declares a language, as a plugin of its own: export what it answers as `plugin`. It is the definition as well, so
 * that a child may call its parent's steps and `languagesPlugin` may gather several.
 *
 * Steps that it does not name come from its `parent`; a step that wants the parent's as well calls it explicitly.
 * Throws where the id could not be written in a config.
 * @stable
 */
export function defineLanguage(definition: LanguageDefinition): LanguageDefinition & Plugin {
  if (!/^[a-z][a-z0-9_-]*$/.test(definition.id)) throw new Error(`language id: ${definition.id}`);
  return { ...definition, ...ownPlugin(definition) };
}

function ownPlugin(definition: LanguageDefinition): Plugin {
  return languagesPlugin(`language-${definition.id.replaceAll('_', '-')}`, [definition]);
}

/**
 * A plugin that contributes one language.
 * @deprecated since 0.1: use defineLanguage, which answers a plugin
 */
export function languagePlugin(definition: LanguageDefinition): Plugin {
  const use = { name: 'languagePlugin', since: '0.1', use: 'defineLanguage' };
  return usingDeprecated(ownPlugin(definition), use);
}

/** A plugin that contributes several languages, with their keys. @stable */
export function languagesPlugin(id: string, definitions: readonly LanguageDefinition[]): Plugin {
  const names = definitions.map(({ id: name }) => name).join(', ');
  return definePlugin({
    id,
    summary: `Builds of: ${names}.`,
    offers: [tokens.languages],
    replaceable: true,
    yml: definitions.flatMap(languageKeys),
    provides: () => definitions.map((definition) => provide(tokens.languages, definition)),
  });
}

/** The version that the config asks for under `key`: the first of a list, as text; empty when absent. @stable */
export function versionOf(ctx: Pick<BuildContext, 'config'>, key: string): string {
  return text(first(ctx.config[key]));
}
