import type { ConditionData, ConfigMap, ConfigValue } from '@turnpike/sdk';
import { evaluateCondition, type Facts } from '../conditions/evaluate.js';
import {
  ConditionArgumentError,
  ConditionSyntaxError,
  type Condition,
} from '../conditions/node.js';
import { parseCondition } from '../conditions/parse.js';
import { asList, asMap } from './equal.js';
import { spend } from '../thread/fuse.js';

const parsed = new Map<string, Condition | undefined>();
const maxParsed = 1000;

/** Is the condition met? One that does not parse or evaluate is not; a list or map is none. */
export function isMet(condition: ConfigValue | undefined, facts: Facts): boolean {
  spend();
  if (condition === undefined || condition === null || typeof condition === 'object') return true;
  if ((facts as Asked)[anyRequest]) return true;
  if (typeof condition === 'boolean') return condition;
  const tree = parse(String(condition));
  try {
    return tree !== undefined && evaluateCondition(tree, facts);
  } catch (error) {
    if (error instanceof ConditionArgumentError) return false;
    throw error;
  }
}

/** Under this key, data carry the plain texts of encrypted variables, for conditions only. */
export const opened: unique symbol = Symbol('opened');

/** Under this key, data stand for whatever request: every condition counts as met. */
export const anyRequest: unique symbol = Symbol('any request');

/** A request's data, with what conditions may open. */
export interface Asked extends ConditionData {
  readonly [opened]?: ReadonlyMap<string, string>;
  readonly [anyRequest]?: true;
}

/** What a job's condition sees: the request's data, overridden by the job's own keys. */
export function jobFacts(job: ConfigMap, data: Asked): Facts {
  return { ...data, ...job, env: visibleEnv([data.env, job['env']], data) };
}

/** Variables as conditions see them: encrypted ones opened where that is possible. */
export function visibleEnv(
  lists: readonly (ConfigValue | undefined)[],
  data: Asked,
): ConfigValue[] {
  const plain = data[opened];
  const entries = lists.flatMap(asList);
  return plain ? entries.map((entry) => openedEntry(entry, plain)) : entries;
}

function openedEntry(entry: ConfigValue, plain: ReadonlyMap<string, string>): ConfigValue {
  const values = Object.entries(asMap(entry));
  const [first] = values;
  if (values.length === 1 && first?.[0] === 'secure') return plain.get(String(first[1])) ?? entry;
  return values.length
    ? Object.fromEntries(values.map(([name, value]) => [name, openedValue(value, plain)]))
    : entry;
}

function openedValue(value: ConfigValue, plain: ReadonlyMap<string, string>): ConfigValue {
  const secure = asMap(value)['secure'];
  return typeof secure === 'string' ? (plain.get(secure) ?? value) : value;
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
