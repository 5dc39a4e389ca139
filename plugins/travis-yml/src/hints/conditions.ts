import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { ConditionSyntaxError, type Condition } from '../conditions/node.js';
import { parseCondition } from '../conditions/parse.js';
import { asList, asMap } from '../matrix/equal.js';
import { hint } from './hint.js';

/** Conditions that no request can meet. */
export function unreachable(config: ConfigMap): Message[] {
  return conditionsIn(config).flatMap(([key, condition]) => {
    const tree = parsed(condition);
    return tree && isNeverMet(tree) ? [hint(key, 'never_met', { condition })] : [];
  });
}

function conditionsIn(config: ConfigMap): (readonly [key: string, condition: string])[] {
  const jobs = asMap(config['jobs']);
  const places: readonly (readonly [string, readonly ConfigValue[]])[] = [
    ['if', [config]],
    ['stages.if', asList(config['stages'])],
    ...['include', 'exclude', 'allow_failures'].map(
      (name) => [`jobs.${name}.if`, asList(jobs[name])] as const,
    ),
  ];
  return places.flatMap(([key, maps]) =>
    maps.flatMap((map) => {
      const condition = asMap(map)['if'];
      return typeof condition === 'string' ? [[key, condition] as const] : [];
    }),
  );
}

function parsed(condition: string): Condition | undefined {
  try {
    return parseCondition(condition);
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return undefined;
    throw error;
  }
}

const types = new Set(['push', 'pull_request', 'api', 'cron']);

function isNeverMet(node: Condition): boolean {
  switch (node[0]) {
    case 'and':
      return isNeverMet(node[1]) || isNeverMet(node[2]) || areAtOdds(wantedBy(node));
    case 'or':
      return isNeverMet(node[1]) && isNeverMet(node[2]);
    case 'val':
      return node[1].toLowerCase() === 'false';
    case 'eq':
      return isNoType(node[1], [node[2]]);
    case 'in':
      return node[2] === null || isNoType(node[1], node[2]);
    case 'match':
      return node[2] === null;
    default:
      return false;
  }
}

type Wanted = readonly (readonly [attribute: string, value: string])[];

/** What the attributes must be, all of them at once. */
function wantedBy(node: Condition): Wanted {
  if (node[0] === 'and') return [...wantedBy(node[1]), ...wantedBy(node[2])];
  if (node[0] !== 'eq' || node[1][0] !== 'var' || node[2][0] !== 'val') return [];
  return [[node[1][1], node[2][1]]];
}

/** Nothing has two values. `true` and `false` are no texts, so their case does not count. */
function areAtOdds(wanted: Wanted): boolean {
  return wanted.some(([attribute, value]) =>
    wanted.some(([other, its]) => other === attribute && its.toLowerCase() !== value.toLowerCase()),
  );
}

/** A request's type is one of four. */
function isNoType(left: Condition, right: readonly Condition[]): boolean {
  const isType = left[0] === 'var' && left[1] === 'type';
  return isType && right.every((value) => value[0] === 'val' && !types.has(value[1]));
}
