/** The configuration language: `.travis.yml` in, jobs out. */
export { createConfigCompiler } from './compiler.js';
export { conditionJsonl } from './machine/condition-jsonl.js';
export { createConfigJsonl } from './machine/config-jsonl.js';
export { plugin } from './plugin.js';
