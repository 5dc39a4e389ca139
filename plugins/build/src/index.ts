export { buildTree, compileScript, createScriptCompiler, type Built } from './compile.js';
export {
  compileLine,
  compileScriptLine,
  type CompiledLine,
  type ScriptLine,
} from './compile-jsonl.js';
export { createRegistry, type CompilerParts, type Registry } from './parts.js';
export { plugin } from './plugin.js';
