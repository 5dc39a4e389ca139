/** The configuration language: `.travis.yml` in, jobs out. */
export { createConfigCompiler } from './compiler.js';
export { conditionJsonl } from './machine/condition-jsonl.js';
export { configJsonl } from './machine/config-jsonl.js';
export { plugin } from './plugin.js';
export { travisSchema } from './schema/schema.js';
