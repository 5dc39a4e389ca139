import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { globalEnv, ownEnv } from './env.js';
import { asList, asMap, isEqual } from './equal.js';
import { isMet, jobFacts, type Asked } from './condition.js';
import type { Row } from './row.js';
import { spend } from '../thread/fuse.js';

/** Removes jobs that an entry of `jobs.exclude` matches; entries whose condition fails count not. */
export function excludeRows(
  rows: readonly Row[],
  config: ConfigMap,
  data: Asked | undefined,
  messages: Message[],
): readonly Row[] {
  const rules = asList(asMap(config['jobs'])['exclude']).map(asMap);
  const global = globalEnv(config);
  return rows.filter(
    ({ job }) =>
      !rules.some((rule) => applies(rule, job, data, messages) && matchesRule(job, rule, global)),
  );
}

/** Does the entry match the job, whatever its condition? */
export function matchesRule(
  job: ConfigMap,
  rule: ConfigMap,
  global: readonly ConfigValue[],
): boolean {
  spend();
  const keys = Object.keys(rule).filter((key) => key !== 'if');
  return Object.keys(rule).length > 0 && keys.every((key) => matchesKey(key, job, rule, global));
}

function matchesKey(
  key: string,
  job: ConfigMap,
  rule: ConfigMap,
  global: readonly ConfigValue[],
): boolean {
  if (key === 'env') return isEqual(ownEnv(job['env'], global), asList(rule['env']));
  if (key === 'stage' && job[key] === undefined) return isTest(rule[key]);
  return isEqual(single(job[key]), single(rule[key]));
}

/** Jobs without a stage are in the one that is called so, whatever the case of its letters. */
function isTest(stage: ConfigValue | undefined): boolean {
  return typeof stage === 'string' && stage.toLowerCase() === 'test';
}

function single(value: ConfigValue | undefined): ConfigValue | undefined {
  return Array.isArray(value) && value.length === 1 ? (value[0] as ConfigValue) : value;
}

function applies(
  rule: ConfigMap,
  job: ConfigMap,
  data: Asked | undefined,
  messages: Message[],
): boolean {
  const condition = rule['if'];
  if (!data || condition === undefined || isMet(condition, jobFacts(job, data))) return true;
  const args = { number: 1, condition: condition as ConfigValue };
  messages.push({ level: 'info', key: 'jobs.exclude', code: 'skip_exclude', args });
  return false;
}
