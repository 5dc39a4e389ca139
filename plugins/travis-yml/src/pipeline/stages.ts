import type { ConditionData, ConfigMap, ConfigValue, Message, StageConfig } from '@turnpike/sdk';
import { isMet } from '../matrix/condition.js';
import { asList, asMap } from '../matrix/equal.js';
import type { Row } from '../matrix/row.js';

export interface Staged {
  readonly rows: readonly Row[];
  readonly stages: readonly StageConfig[];
}

/** Gives every job a stage and drops stages whose condition fails or that have no jobs (sheet 8). */
export function applyStages(
  config: ConfigMap,
  rows: readonly Row[],
  data: ConditionData,
  messages: Message[],
): Staged {
  const declared = asList(config['stages']).map(stageOf);
  const used = rows.flatMap(({ job }) => (typeof job['stage'] === 'string' ? [job['stage']] : []));
  if (declared.length === 0 && used.length === 0) return { rows, stages: [] };
  const names = [...declared.map(({ name }) => name), ...used];
  const fallback = names.find((name) => isSame(name, 'test')) ?? 'test';
  const staged = rows.map((row) => ({
    ...row,
    job: { ...row.job, stage: row.job['stage'] ?? fallback },
  }));
  const all = distinct([...declared, ...staged.map(({ job }) => ({ name: String(job.stage) }))]);
  return filterStages(config, staged, all, data, messages);
}

function stageOf(value: ConfigValue): StageConfig {
  if (typeof value !== 'object') return { name: String(value) };
  const map = asMap(value);
  return { ...map, name: String(map['name'] ?? '') } as StageConfig;
}

const isSame = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

function distinct(stages: readonly StageConfig[]): StageConfig[] {
  return stages.filter(
    ({ name }, index) => stages.findIndex((other) => isSame(other.name, name)) === index,
  );
}

function filterStages(
  config: ConfigMap,
  rows: readonly Row[],
  stages: readonly StageConfig[],
  data: ConditionData,
  messages: Message[],
): Staged {
  const facts = configFacts(config, data);
  const met = stages.filter((stage, index) => {
    if (isMet(stage.if, facts)) return true;
    const args = { number: index + 1, condition: stage.if as string };
    messages.push({ level: 'info', key: 'stages', code: 'skip_stage', args });
    return false;
  });
  const kept = rows.filter(({ job }) => met.some(({ name }) => isSame(name, String(job['stage']))));
  const full = met.filter(({ name }) => kept.some(({ job }) => isSame(name, String(job['stage']))));
  return { rows: kept, stages: full };
}

/** What conditions of stages and notifications see: the configuration's values and all variables. */
export function configFacts(config: ConfigMap, data: ConditionData): ConditionData {
  const env = asMap(config['env']);
  const entries = [...asList(data.env), ...asList(env['global']), ...asList(env['jobs'])];
  return { ...data, ...config, env: entries } as ConditionData;
}

/** Position of a job's stage. */
export function stageIndex(stages: readonly StageConfig[], job: ConfigMap): number {
  return stages.findIndex(({ name }) => isSame(name, String(job['stage'])));
}
