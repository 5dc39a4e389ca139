import type { ConfigMap, ConfigValue, KeyChoice, KeyNode, MapNode } from '@turnpike/sdk';
import { supportOf, unsupportedBy, type SupportFacts } from '../doc/support.js';
import { factsOf } from './axes.js';

/** The job less the keys and values that have no effect with its own language, os and arch. */
export function withoutUnsupported(schema: MapNode, job: ConfigMap): ConfigMap {
  const facts = factsOf(job);
  const kept = Object.entries(job).filter(([key, value]) => {
    const node = schema.keys?.[key];
    return !node || isSupported(node, value, facts);
  });
  return Object.fromEntries(kept);
}

/** Maps and what is switched off are passed on whatever the language. */
function isSupported(node: KeyNode, value: ConfigValue, facts: SupportFacts): boolean {
  const isJudged = node.type !== 'map' && value !== false;
  if (isJudged && unsupportedBy(supportOf(node), facts)) return false;
  const choice = choicesOf(node).find((other) => other.value === value);
  return !choice || !unsupportedBy(choice, facts);
}

function choicesOf(node: KeyNode): readonly KeyChoice[] {
  if (node.type === 'str') return node.values ?? [];
  if (node.type === 'seq') return choicesOf(node.items);
  return node.type === 'any' && node.any_of[0] ? choicesOf(node.any_of[0]) : [];
}
