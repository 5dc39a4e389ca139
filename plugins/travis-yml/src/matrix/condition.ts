import type { ConditionData, ConfigMap, ConfigValue } from '@turnpike/sdk';
import { evaluateCondition, type Facts } from '../conditions/evaluate.js';
import {
  ConditionArgumentError,
  ConditionSyntaxError,
  type Condition,
} from '../conditions/node.js';
import { parseCondition } from '../conditions/parse.js';
import { asList } from './equal.js';

const parsed = new Map<string, Condition | undefined>();
const maxParsed = 1000;

/** Is the condition met? One that does not parse or evaluate is not; a list or map is none. */
export function isMet(condition: ConfigValue | undefined, facts: Facts): boolean {
  if (condition === undefined || condition === null || typeof condition === 'object') return true;
  if (typeof condition === 'boolean') return condition;
  const tree = parse(String(condition));
  try {
    return tree !== undefined && evaluateCondition(tree, facts);
  } catch (error) {
    if (error instanceof ConditionArgumentError) return false;
    throw error;
  }
}

/** What a job's condition sees: the request's data, overridden by the job's own keys. */
export function jobFacts(job: ConfigMap, data: ConditionData): Facts {
  const env = [...asList(data.env), ...asList(job['env'])];
  return { ...data, ...job, env };
}

function parse(text: string): Condition | undefined {
  if (parsed.has(text)) return parsed.get(text);
  if (parsed.size >= maxParsed) parsed.clear();
  const tree = tryParse(text);
  parsed.set(text, tree);
  return tree;
}

function tryParse(text: string): Condition | undefined {
  try {
    return parseCondition(text);
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return undefined;
    throw error;
  }
}
