import type { ConfigMap, ConfigValue, Message, StageConfig } from '@turnpike/sdk';
import { isMet, visibleEnv, type Asked } from '../matrix/condition.js';
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
  data: Asked,
  messages: Message[],
): Staged {
  const declared = asList(config['stages']).map(stageOf);
  const used = rows.flatMap(({ job }) => (typeof job['stage'] === 'string' ? [job['stage']] : []));
  if (declared.length === 0 && used.length === 0) return { rows, stages: [] };
  const names = [...declared.map(({ name }) => name), ...used];
  const fallback = names.find((name) => fold(name) === 'test') ?? 'test';
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

function distinct(stages: readonly StageConfig[]): StageConfig[] {
  const byName = new Map<string, StageConfig>();
  for (const stage of stages)
    if (!byName.has(fold(stage.name))) byName.set(fold(stage.name), stage);
  return [...byName.values()];
}

/** Names are the same whatever the case of their letters. */
const fold = (name: string): string => name.toLowerCase();
const stageName = (job: ConfigMap): string => fold(String(job['stage']));

function filterStages(
  config: ConfigMap,
  rows: readonly Row[],
  stages: readonly StageConfig[],
  data: Asked,
  messages: Message[],
): Staged {
  const facts = configFacts(config, data);
  const met = stages.filter((stage, index) => {
    if (isMet(stage.if, facts)) return true;
    const args = { number: index + 1, condition: stage.if as string };
    messages.push({ level: 'info', key: 'stages', code: 'skip_stage', args });
    return false;
  });
  const names = new Set(met.map(({ name }) => fold(name)));
  const kept = rows.filter(({ job }) => names.has(stageName(job)));
  const used = new Set(kept.map(({ job }) => stageName(job)));
  const full = met.filter(({ name }) => used.has(fold(name)));
  return { rows: kept, stages: full };
}

/** What conditions of stages and notifications see: the configuration's values and all variables. */
export function configFacts(config: ConfigMap, data: Asked): Asked {
  const env = asMap(config['env']);
  const entries = visibleEnv([data.env, env['global'], env['jobs']], data);
  return { ...data, ...config, env: entries } as Asked;
}

/** Positions of stages by the name in lower case. */
export function stagePositions(stages: readonly StageConfig[]): (job: ConfigMap) => number {
  const positions = new Map(stages.map(({ name }, index) => [fold(name), index]));
  return (job) => positions.get(stageName(job)) ?? -1;
}
