import type { ConfigMap, ConfigValue, Rejection } from '@turnpike/sdk';
import { matchesPattern } from './pattern.js';

/**
 * `branches` of the configuration against the branch, the tag's name or the pull request's base
 * (travis-core `lib/travis/model/request/branches.rb`). `only` wins where both are given. Pages
 * branches are built only if `only` names them.
 */
export function branchFilter(config: ConfigMap, branch: string): Rejection | undefined {
  const { only, except } = readFilter(config['branches']);
  const included = only.some((pattern) => matchesPattern(pattern, branch));
  if (/^gh[-_]pages$/i.test(branch) && !included)
    return { rule: 'pages-branch', message: `Branch excluded per configuration: ${branch}` };
  if (only.length > 0)
    return included
      ? undefined
      : {
          rule: 'branch-not-included',
          message: `Branch not included per configuration: ${branch}`,
        };
  if (!except.some((pattern) => matchesPattern(pattern, branch))) return undefined;
  return { rule: 'branch-excluded', message: `Branch excluded per configuration: ${branch}` };
}

interface Filter {
  readonly only: readonly string[];
  readonly except: readonly string[];
}

/** A list or text means `only`. */
function readFilter(value: ConfigValue | undefined): Filter {
  if (value === undefined || value === null) return { only: [], except: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { only: names(value), except: [] };
  const map = value as ConfigMap;
  return { only: names(map['only']), except: names(map['except']) };
}

function names(value: ConfigValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  const list: readonly ConfigValue[] = Array.isArray(value) ? (value as ConfigValue[]) : [value];
  return list.flatMap((entry) => split(String(entry)));
}

/** Commas separate names, but may stand in an expression. */
function split(text: string): readonly string[] {
  if (text.trim().startsWith('/')) return [text];
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
