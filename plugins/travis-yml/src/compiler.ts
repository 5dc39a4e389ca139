import type { ConfigCompiler, Hooks, YmlKeys } from '@turnpike/sdk';
import { compileConfig, lintConfig } from './compile.js';
import { travisSchema } from './schema/schema.js';

/** Keys with the plugin that contributes them. */
export interface Contribution {
  readonly plugin: string;
  readonly keys: YmlKeys;
}

/** A compiler of the language with the given plugins' keys; hooks may change its results. */
export function createConfigCompiler(
  contributions: readonly Contribution[] = [],
  hooks?: Pick<Hooks, 'config' | 'matrix'>,
): ConfigCompiler {
  const schema = travisSchema();
  return {
    compile: (input, ports) => compileConfig(schema, input, ports, hooks),
    lint: async (input) => lintConfig(schema, input),
    jsonSchema: () => ({}),
    keys: contributions.map(({ keys }) => keys),
  };
}
