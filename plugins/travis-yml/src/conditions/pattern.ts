import { ConditionArgumentError } from './node.js';

const compiled = new Map<string, RegExp>();

/** Does the pattern occur in the text? Throws ConditionArgumentError. */
export function search(pattern: string, text: string | undefined): boolean {
  const regexp = compiled.get(pattern) ?? compile(pattern);
  return text !== undefined && regexp.test(text);
}

function compile(pattern: string): RegExp {
  const flags = /^\(\?([imx]+)\)/.exec(pattern);
  const body = pattern
    .slice(flags?.[0].length ?? 0)
    .replaceAll('\\A', '(?<![\\s\\S])')
    .replaceAll('\\z', '(?![\\s\\S])')
    .replaceAll('\\Z', '(?=\\n?(?![\\s\\S]))')
    .replace(/^\^\*/, '')
    .replaceAll('\\h', '[\\da-fA-F]');
  try {
    const regexp = new RegExp(body, flags?.[1]?.includes('i') ? 'mi' : 'm');
    compiled.set(pattern, regexp);
    return regexp;
  } catch (error) {
    throw new ConditionArgumentError(`Invalid regular expression ${pattern}`, { cause: error });
  }
}
