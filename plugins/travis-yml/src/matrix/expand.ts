import { type ConfigMap, type ConfigValue, type MapNode, type Message } from '@turnpike/sdk';
import { jsonSize } from '@turnpike/sdk/platform';
import type { Asked } from './condition.js';
import { boundingSearches } from '../conditions/pattern.js';
import { refusal } from '../errors.js';
import { idleAxes } from '../hints/matrix-hints.js';
import { unmatchedRules } from '../hints/rules.js';
import { axesIn, axisNames } from './axes.js';
import { globalEnv, withEnv } from './env.js';
import { asList, asMap, isBlank, unique } from './equal.js';
import { excludeRows, matchesRule } from './exclude.js';
import { filterRows } from './filter.js';
import { withoutUnsupported } from './supported.js';
import type { Row } from './row.js';
import { spend } from '../thread/fuse.js';

export interface Expanded {
  readonly rows: readonly Row[];
  readonly messages: readonly Message[];
  /** Hints of Turnpike's own, kept apart. */
  readonly hints: readonly Message[];
}

/** More jobs than any build may have; the product is refused before it is built. */
const maxJobs = 1_000;
/** Comparisons of a job with a rule. */
const maxComparisons = 200_000;
/** Values that all jobs together may have. */
const maxCells = 200_000;
/** Characters that all jobs together may have, with what they share: what is stored and answered. */
const maxCharacters = 8_000_000;

/**
 * Normalized configuration to jobs (travis-yml, `lib/travis/yml/matrix.rb`; sheet 7.2, whose steps
 * these are, in its order). Without `data`, conditions are not evaluated.
 */
export function expandMatrix(schema: MapNode, config: ConfigMap, data?: Asked): Expanded {
  const messages: Message[] = [];
  const axes = axesIn(schema, config);
  const shared = sharedOf(schema, config);
  const bare = entries(config, product(axes));
  checkSize(bare.length, Object.keys(shared).length);
  checkRules(bare.length, config);
  const rows = bare
    .map((row) => ({ ...row, job: { ...shared, ...row.job } }))
    .map((row) => ({ ...row, job: withFirstValues(row.job, axes) }))
    .map((row) => ({ ...row, job: withEnv(row.job, config) }));
  checkCharacters(rows, config);
  const global = globalEnv(config);
  const hints = [
    ...idleAxes(schema, config),
    ...unmatchedRules(config, 'exclude', (rule) =>
      rows.some(({ job }) => matchesRule(job, rule, global)),
    ),
  ];
  const kept = excludeRows(rows, config, data, messages);
  const supported = kept.map((row) => ({ ...row, job: withoutUnsupported(schema, row.job) }));
  const distinct = unique(supported, (row) => row.job);
  const rest = data ? boundingSearches(() => filterRows(distinct, data, messages)) : distinct;
  return { rows: rest, messages, hints };
}

function checkSize(jobs: number, keys: number): void {
  if (jobs <= maxJobs && jobs * keys <= maxCells) return;
  throw refusal({ class: 'LimitExceeded' }, `${jobs} jobs of ${keys} keys each are too many.`);
}

/** Each job repeats what it shares with the others: a long text times many jobs is refused. */
function checkCharacters(rows: readonly Row[], config: ConfigMap): void {
  if (rows.length * jsonSize(config) <= maxCharacters) return;
  let left = maxCharacters;
  for (const { job } of rows) {
    left -= jsonSize(job, left);
    if (left < 0)
      throw refusal(
        { class: 'LimitExceeded', wayOut: 'Put long commands into a script of the repository.' },
        `${rows.length} jobs that each repeat what they share have more than ${maxCharacters} characters together.`,
      );
  }
}

function checkRules(jobs: number, config: ConfigMap): void {
  const given = asMap(config['jobs']);
  for (const name of ['exclude', 'allow_failures']) {
    const rules = asList(given[name]).length;
    if (rules * jobs > maxComparisons)
      throw refusal(
        { class: 'LimitExceeded' },
        `${rules} entries of jobs.${name} for ${jobs} jobs are too many.`,
      );
  }
}

type Axes = ReturnType<typeof axesIn>;

function product(axes: Axes): Row[] {
  const size = axes.reduce((count, [, values]) => count * values.length, 1);
  if (size > maxJobs)
    throw refusal({ class: 'LimitExceeded' }, `The matrix has ${size} jobs, more than ${maxJobs}.`);
  const jobs = axes.reduce<ConfigMap[]>(
    (partial, [name, values]) =>
      partial.flatMap((job) => values.map((value) => ({ ...job, [name]: cell(name, value) }))),
    axes.length ? [{}] : [],
  );
  return jobs.map((job, index) => ({ job, origin: { from: 'matrix', index } }));
}

const cell = (name: string, value: ConfigValue): ConfigValue => (name === 'env' ? [value] : value);

/** Product and includes; a single-row product gives way to includes. */
function entries(config: ConfigMap, rows: readonly Row[]): readonly Row[] {
  const includes = inheritStages(asList(asMap(config['jobs'])['include']).map(asMap));
  const included = includes.map((job, index): Row => ({ job, origin: { from: 'include', index } }));
  const kept = rows.length === 1 && included.length ? [] : rows;
  const all = [...kept, ...included];
  return all.length ? all : [{ job: {}, origin: { from: 'root', index: 0 } }];
}

/** An entry without a stage has the stage of the one before it. */
function inheritStages(jobs: readonly ConfigMap[]): ConfigMap[] {
  let stage: ConfigValue | undefined;
  return jobs.map((job) => {
    stage = job['stage'] ?? stage;
    return stage === undefined ? job : { ...job, stage };
  });
}

const notShared: ReadonlySet<string> = new Set(
  'jobs import stages notifications version allow_failure global_env merge_mode'.split(' '),
);

function sharedOf(schema: MapNode, config: ConfigMap): ConfigMap {
  const axes = axisNames(schema);
  const shared = Object.entries(config).filter(
    ([key, value]) => !notShared.has(key) && !axes.includes(key) && !isBlank(value),
  );
  return Object.fromEntries(shared);
}

function withFirstValues(job: ConfigMap, axes: Axes): ConfigMap {
  spend();
  const lacking = axes.filter(([name]) => name !== 'env' && job[name] === undefined);
  const first = lacking.map(([name, values]) => [name, values[0] as ConfigValue] as const);
  return { ...job, ...Object.fromEntries(first) };
}
