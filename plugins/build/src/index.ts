export { buildTree, compileScript, createScriptCompiler, type Built } from './compile.js';
export { createRegistry, type CompilerParts, type Registry } from './parts.js';
export { plugin } from './plugin.js';
