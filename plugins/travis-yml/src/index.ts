/** The configuration language: `.travis.yml` in, jobs out. */
export { createConfigCompiler } from './compiler.js';
export { ConfigRefusal } from './errors.js';
