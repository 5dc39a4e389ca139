/** The configuration language: `.travis.yml` in, jobs out. */
export { createConfigCompiler } from './compiler.js';
export { plugin } from './plugin.js';
