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

/** Expanded by the shell, as in Travis. */
export function cacheDirectories(cache: Hash): ShellText[] {
  return list(cache['directories']).filter(truthy).map(meantAsShell);
}
