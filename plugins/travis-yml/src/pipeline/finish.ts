import type { ConfigMap, JobConfig, JobOrigin, MapNode, Message, StageConfig } from '@turnpike/sdk';
import { boundingSearches } from '../conditions/pattern.js';
import type { Asked } from '../matrix/condition.js';
import { unique } from '../matrix/equal.js';
import { expandMatrix } from '../matrix/expand.js';
import type { Row } from '../matrix/row.js';
import { unreachable } from '../hints/conditions.js';
import { emptyStages, repeatedVariables } from '../hints/matrix-hints.js';
import { unmatchedRules } from '../hints/rules.js';
import { globalEnv } from '../matrix/env.js';
import { allowFailures, matchesRule } from './allow-failures.js';
import { filterNotifications } from './notifications.js';
import { applyStages, stagePositions } from './stages.js';

export interface Finished {
  readonly config: ConfigMap;
  readonly jobs: readonly JobConfig[];
  readonly origins: readonly JobOrigin[];
  readonly stages: readonly StageConfig[];
  readonly messages: readonly Message[];
  readonly hints: readonly Message[];
}

/** Normalized configuration to the final result (sheet 1, steps 5 to 9). */
export function finish(schema: MapNode, config: ConfigMap, data: Asked): Finished {
  return boundingSearches(() => finished(schema, config, data));
}

function finished(schema: MapNode, config: ConfigMap, data: Asked): Finished {
  const expanded = expandMatrix(schema, config, data);
  const messages = [...expanded.messages];
  const { rows, stages } = applyStages(config, expanded.rows, data, messages);
  const filtered = filterNotifications(config, data, messages);
  const ordered = reorder(allowFailures(config, rows, data, messages), stages);
  const final = unique(ordered, ({ job }) => job);
  const global = globalEnv(config);
  const hints = [
    ...expanded.hints,
    ...unmatchedRules(config, 'allow_failures', (rule) =>
      rows.some(({ job }) => matchesRule(job, rule, global, data)),
    ),
    ...repeatedVariables(config),
    ...emptyStages(
      config,
      expanded.rows.map(({ job }) => job),
    ),
    ...unreachable(config),
  ];
  return {
    config: filtered,
    jobs: final.map(({ job }) => job as JobConfig),
    origins: final.map(({ origin }) => origin),
    stages,
    messages: unique(messages, (message) => message as unknown as ConfigMap),
    hints,
  };
}

/** By stage; within one, jobs that may fail come last. */
function reorder(rows: readonly Row[], stages: readonly StageConfig[]): Row[] {
  const position = stagePositions(stages);
  const rank = ({ job }: Row): number =>
    position(job) * 2 + (job['allow_failure'] === true ? 1 : 0);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
