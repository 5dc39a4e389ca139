import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { asList, asMap } from '../matrix/equal.js';
import { hint } from './hint.js';

/** Entries of `jobs.exclude` or `jobs.allow_failures` that no job matches, conditions apart. */
export function unmatchedRules(
  config: ConfigMap,
  key: 'exclude' | 'allow_failures',
  matches: (rule: ConfigMap) => boolean,
): Message[] {
  const rules = asList(asMap(config['jobs'])[key]).map(asMap);
  const code = key === 'exclude' ? 'unmatched_exclude' : 'unmatched_allow_failure';
  const idle = rules.filter((rule) => Object.keys(rule).length > 0 && !matches(rule));
  return idle.map((rule) => hint(`jobs.${key}`, code, { rule: rule as ConfigValue }));
}
