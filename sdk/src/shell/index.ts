export { Shell } from './builder.js';
export { isWholeEnvValue, parseEnvLine, type Assignment } from './env-line.js';
export { helperFunctions, searchHelpers, type HelperSearch } from './helpers.js';
export { flatten, nodeFlags, toArrays, type FlatCommand } from './nodes.js';
export { isEmpty, printNodes, printParts } from './print.js';
export {
  echoText,
  escapeDouble,
  meantAsShell,
  q,
  type Quotable,
  shellEscape,
  type ShellSource,
  type ShellText,
  singleQuote,
  verbatim,
} from './quote.js';
export { readAssignments, readShellWord, type ShellWord } from './read-word.js';
export {
  deepMerge,
  first,
  isHash,
  list,
  lookup,
  rubyText,
  text,
  truthy,
  type Hash,
} from './values.js';
