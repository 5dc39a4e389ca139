import { ConditionArgumentError } from './node.js';
import { SearchTooExpensive, type Matcher, type Search } from './regex/matcher.js';
import { compilePattern } from './regex/parse.js';
import { PatternSyntaxError } from './regex/reader.js';

interface Compiled {
  readonly matcher: Matcher;
  /** The search before: jobs of one build mostly ask the same. `undefined`: it costs too much. */
  last?: { readonly text: string; readonly occurs: boolean | undefined };
}

const compiled = new Map<string, Compiled>();
const maxCompiled = 500;
/** Characters of a pattern; longer ones are refused. */
const maxLength = 10_000;

/** Steps that one search may take, and all searches of a build together. */
const stepsOfSearch = 200_000;
const stepsOfBuild = 600_000;
let left: number | undefined;

/** Bounds what all searches of one build cost together; `work` must not await. */
export function boundingSearches<T>(work: () => T): T {
  if (left !== undefined) return work();
  left = stepsOfBuild;
  try {
    return work();
  } finally {
    left = undefined;
  }
}

/**
 * Does the Ruby pattern occur in the text? Without a text it is only compiled. Its cost is bounded,
 * whatever the pattern. Throws ConditionArgumentError if it does not compile or costs too much.
 */
export function search(pattern: string, text: string | undefined): boolean {
  const known = compiled.get(pattern) ?? compile(pattern);
  if (text === undefined) return false;
  const result = known.last?.text === text ? known.last.occurs : searchAnew(known, text);
  if (result === undefined)
    throw new ConditionArgumentError('The regular expression costs too much.');
  return result;
}

function searchAnew(known: Compiled, text: string): boolean | undefined {
  const steps = Math.min(stepsOfSearch, left ?? stepsOfSearch);
  const state: Search = { text, left: steps, groups: [] };
  const result = occurs(known.matcher, state);
  if (left !== undefined) left -= steps - Math.max(0, state.left);
  // What only this build could not afford another may.
  if (result !== undefined || steps === stepsOfSearch) known.last = { text, occurs: result };
  return result;
}

function occurs(matcher: Matcher, state: Search): boolean | undefined {
  try {
    for (let at = 0; at <= state.text.length; at++) if (matcher(state, at, () => true)) return true;
    return false;
  } catch (error) {
    if (error instanceof SearchTooExpensive || error instanceof RangeError) return undefined;
    throw error;
  }
}

function compile(pattern: string): Compiled {
  if (pattern.length > maxLength) throw new ConditionArgumentError('The pattern is too long.');
  try {
    const known: Compiled = { matcher: compilePattern(pattern) };
    if (compiled.size >= maxCompiled) compiled.clear();
    compiled.set(pattern, known);
    return known;
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    throw new ConditionArgumentError(`Invalid regular expression: ${error.message}`, {
      cause: error,
    });
  }
}
