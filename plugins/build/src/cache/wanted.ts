import {
  type Hash,
  isHash,
  list,
  meantAsShell,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { ConfigProblem } from '../config-problem.js';

/** Kinds with a default (travis-build `lib/travis/build/data.rb`). */
const defaults: Hash = {
  bundler: false,
  cocoapods: false,
  composer: false,
  ccache: false,
  pip: false,
  npm: true,
};

/** The `cache:` key in its one shape: kinds and directories by name. */
export function normalizeCache(value: unknown): Hash {
  if (value === null || value === undefined) return defaults;
  if (value === false)
    return Object.fromEntries(Object.keys(defaults).map((kind) => [kind, false]));
  if (value === true)
    throw new ConfigProblem(
      'The \\`cache\\` configuration should name what to cache.',
      '/user/caching',
    );
  return { ...defaults, ...collect(value) };
}

function collect(value: unknown): Hash {
  if (isHash(value)) return value;
  if (!Array.isArray(value)) return { [text(value)]: true };
  const merged: Record<string, unknown> = {};
  for (const part of value) {
    for (const [key, item] of Object.entries(collect(part))) {
      merged[key] = key === 'directories' ? [...list(merged[key]), ...list(item)] : item;
    }
  }
  return merged;
}

/**
 * One item of the list is one directory. `~`, variables and commands in it are expanded by the shell, as in Travis;
 * what would be several words to it, or none that it can read, stands in double quotes, unless the user quoted it.
 *
 * @param isOurs for jobs of this platform also what may become several words: `$DIR` without a pattern beside it.
 */
export function cacheDirectories(cache: Hash, isOurs: boolean): ShellText[] {
  return list(cache['directories'])
    .filter(truthy)
    .map((item) => oneWord(text(item), isOurs));
}

/** Does a word hold what could keep bash from reading those beside it? */
export const standsAlone = (word: ShellText): boolean => /["'\\()`]/.test(word);

function oneWord(item: string, isOurs: boolean): ShellText {
  const plain = item.replace(COMMAND, '');
  const mayBecomeMore = isOurs && /[$`]/.test(item) && !/[*?[\]{}]/.test(plain);
  // `with\ space` and `"$HOME/with space"` are one word already.
  if (!ODD.test(plain) ? !mayBecomeMore : IS_QUOTED.test(item)) return meantAsShell(item);
  const [, home = '', rest = ''] = /^(~\/)?(.*)$/s.exec(item.trim()) ?? [];
  const parts = rest.split(COMMAND).map((part, index) => (index % 2 === 0 ? escaped(part) : part));
  return meantAsShell(`${home}"${parts.join('')}"`);
}

/** In double quotes: blanks may have been escaped, and a quote that is left has no partner. */
const escaped = (text: string): string =>
  text.replace(/\\ /g, ' ').replace(/["`]|\\(?![$"\\])/g, '\\$&');

/** What bash takes for the end of a word, or for an operator. */
const ODD = /[\s"'\\()&;|<>#!`]/;
const COMMAND = /(\$\([^()]*\)|\$\{[^{}]*\}|`[^`]*`)/g;
const IS_QUOTED = /^(?:[^\s"'\\()&;|<>#!`]|\\.|"[^"`]*"|'[^']*')+$/s;
