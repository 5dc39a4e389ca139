import type { ConfigMap, ConfigValue, MapNode, Message } from '@turnpike/sdk';
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

/** Variables that `env.global` sets several times, or the `env` of one entry of `jobs.include`. */
export function repeatedVariables(config: ConfigMap): Message[] {
  const included = asList(asMap(config['jobs'])['include']).map((job) => asMap(job)['env']);
  return [
    ...repeatedIn('env.global', asMap(config['env'])['global']),
    ...included.flatMap((env) => repeatedIn('jobs.include.env', env)),
  ];
}

function repeatedIn(key: string, env: ConfigValue | undefined): Message[] {
  const names = asList(env).flatMap((entry) => Object.keys(asMap(entry)));
  const repeated = names.filter(
    (name, index) => name !== 'secure' && names.indexOf(name) !== index,
  );
  return [...new Set(repeated)].map((name) => hint(key, 'repeated_env', { var: name }));
}

/** Declared stages that no job is in. */
export function emptyStages(config: ConfigMap, jobs: readonly ConfigMap[]): Message[] {
  const used = new Set(jobs.map((job) => String(job['stage'] ?? 'test').toLowerCase()));
  const names = asList(config['stages']).map((stage) => String(asMap(stage)['name'] ?? stage));
  const empty = names.filter((name) => !used.has(name.toLowerCase()));
  return empty.map((stage) => hint('stages', 'empty_stage', { stage }));
}
