import { ConditionArgumentError } from './node.js';
import { SearchTooExpensive, type Matcher, type Search } from './regex/matcher.js';
import { compilePattern } from './regex/parse.js';
import { PatternSyntaxError } from './regex/reader.js';

const compiled = new Map<string, Matcher>();
const maxCompiled = 500;
/** Characters of a pattern; longer ones are refused. */
const maxLength = 10_000;

/**
 * Does the Ruby pattern occur in the text? Without a text it is only compiled. Its cost is bounded,
 * whatever the pattern. Throws ConditionArgumentError if it does not compile or costs too much.
 */
export function search(pattern: string, text: string | undefined): boolean {
  const matcher = compiled.get(pattern) ?? compile(pattern);
  return text !== undefined && occurs(matcher, text);
}

function occurs(matcher: Matcher, text: string): boolean {
  const state: Search = { text, steps: 0, groups: [] };
  try {
    for (let at = 0; at <= text.length; at++) if (matcher(state, at, () => true)) return true;
    return false;
  } catch (error) {
    if (error instanceof SearchTooExpensive || error instanceof RangeError)
      throw new ConditionArgumentError('The regular expression costs too much.', { cause: error });
    throw error;
  }
}

function compile(pattern: string): Matcher {
  if (pattern.length > maxLength) throw new ConditionArgumentError('The pattern is too long.');
  try {
    const matcher = compilePattern(pattern);
    if (compiled.size >= maxCompiled) compiled.clear();
    compiled.set(pattern, matcher);
    return matcher;
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    throw new ConditionArgumentError(`Invalid regular expression: ${error.message}`, {
      cause: error,
    });
  }
}
