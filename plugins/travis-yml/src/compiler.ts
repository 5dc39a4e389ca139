import type { ConfigCompiler } from '@turnpike/sdk';
import { compileConfig, lintConfig } from './compile.js';
import { travisSchema } from './schema/schema.js';

/** A compiler of the language with the given plugins' keys. */
export function createConfigCompiler(): ConfigCompiler {
  const schema = travisSchema();
  return {
    compile: (input, ports) => compileConfig(schema, input, ports),
    lint: async (input) => lintConfig(schema, input),
    jsonSchema: () => ({}),
    keys: [],
  };
}
