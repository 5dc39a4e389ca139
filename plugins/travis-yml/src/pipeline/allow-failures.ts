import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { isMet, jobFacts, type Asked } from '../matrix/condition.js';
import { globalEnv, ownEnv } from '../matrix/env.js';
import { asList, asMap, isEqual } from '../matrix/equal.js';
import type { Row } from '../matrix/row.js';

/** Marks jobs that an entry of `jobs.allow_failures` matches (sheet 7.6). */
export function allowFailures(
  config: ConfigMap,
  rows: readonly Row[],
  data: Asked,
  messages: Message[],
): readonly Row[] {
  const rules = asList(asMap(config['jobs'])['allow_failures']).map(asMap);
  const global = globalEnv(config);
  return rows.map((row, index) => {
    const matching = rules.filter((rule) => matchesRule(row.job, rule, global, data));
    const allowed = matching.some((rule) => applies(rule, row.job, data, index, messages));
    return allowed ? { ...row, job: { ...row.job, allow_failure: true } } : row;
  });
}

/** Does the entry match the job, whatever its condition? */
export function matchesRule(
  job: ConfigMap,
  rule: ConfigMap,
  global: readonly ConfigValue[],
  data: Asked,
): boolean {
  const keys = Object.keys(rule).filter((key) => key !== 'if');
  return (
    Object.keys(rule).length > 0 && keys.every((key) => matchesKey(key, job, rule, global, data))
  );
}

function matchesKey(
  key: string,
  job: ConfigMap,
  rule: ConfigMap,
  global: readonly ConfigValue[],
  data: Asked,
): boolean {
  if (key === 'branch') return rule[key] === data.branch;
  if (key !== 'env') return isEqual(job[key], rule[key]);
  const wanted = asList(rule['env']);
  const isGlobal = wanted.every((entry) => global.some((other) => isEqual(entry, other)));
  return isGlobal || isEqual(ownEnv(job['env'], global), ownEnv(rule['env'], global));
}

function applies(
  rule: ConfigMap,
  job: ConfigMap,
  data: Asked,
  index: number,
  messages: Message[],
): boolean {
  if (rule['if'] === undefined || isMet(rule['if'], jobFacts(job, data))) return true;
  const args = { number: index + 1, condition: rule['if'] as ConfigValue };
  messages.push({ level: 'info', key: 'jobs.allow_failures', code: 'skip_allow_failure', args });
  return false;
}
