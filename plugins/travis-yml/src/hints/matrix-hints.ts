import type { ConfigMap, MapNode, Message } from '@turnpike/sdk';
import { supportOf, unsupportedBy } from '../doc/support.js';
import { axisNames, factsOf } from '../matrix/axes.js';
import { asList, asMap } from '../matrix/equal.js';
import { hint } from './hint.js';

/** Axes with several values that the language ignores: they make no jobs. */
export function idleAxes(schema: MapNode, config: ConfigMap): Message[] {
  const facts = factsOf(config);
  return axisNames(schema).flatMap((key) => {
    const node = schema.keys?.[key];
    const by =
      node && asList(config[key]).length > 1 ? unsupportedBy(supportOf(node), facts) : undefined;
    return by?.key === 'language' ? [hint(key, 'idle_axis', { key, language: by.value })] : [];
  });
}

/** Variables that `env.global` sets several times, or one entry of `env.jobs`. */
export function repeatedVariables(config: ConfigMap): Message[] {
  const names = asList(asMap(config['env'])['global']).flatMap((entry) =>
    Object.keys(asMap(entry)),
  );
  const repeated = names.filter(
    (name, index) => name !== 'secure' && names.indexOf(name) !== index,
  );
  return [...new Set(repeated)].map((name) => hint('env.global', 'repeated_env', { var: name }));
}

/** Declared stages that no job is in. */
export function emptyStages(config: ConfigMap, jobs: readonly ConfigMap[]): Message[] {
  const used = new Set(jobs.map((job) => String(job['stage'] ?? 'test').toLowerCase()));
  const names = asList(config['stages']).map((stage) => String(asMap(stage)['name'] ?? stage));
  const empty = names.filter((name) => !used.has(name.toLowerCase()));
  return empty.map((stage) => hint('stages', 'empty_stage', { stage }));
}
