import type { ConfigCompiler, Hooks, YmlContribution } from '@turnpike/sdk';
import { compileConfig, lintConfig } from './compile.js';
import { describeMessage, isKnownCode } from './messages-text.js';
import { composeLanguage } from './schema/extensions.js';
import { jsonSchemaOf } from './schema/json-schema.js';

/**
 * A compiler of the language with the given plugins' keys; hooks may change its results. Throws
 * ConfigError where two plugins define one key differently.
 */
export function createConfigCompiler(
  contributions: readonly YmlContribution[] = [],
  hooks?: Pick<Hooks, 'config' | 'matrix'>,
): ConfigCompiler {
  const language = composeLanguage(contributions);
  return {
    compile: (input, ports) => compileConfig(language, input, ports, hooks),
    lint: async (input) => lintConfig(language, input),
    jsonSchema: () => jsonSchemaOf(language.schema),
    describe: (message) => (isKnownCode(message.code) ? describeMessage(message) : undefined),
    keys: contributions.map(({ keys }) => keys),
  };
}
