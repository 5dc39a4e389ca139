import { lookupEnv } from './env-lookup.js';
import { search } from './pattern.js';
import { ConditionArgumentError } from './node.js';
import type { Condition, Operand, Pattern, Predicate } from './node.js';

/** What conditions see: attributes by name, and `env` as texts, maps or lists of them. */
export type Facts = { readonly [key: string]: unknown };

type Value = string | boolean | number | bigint | null | undefined | readonly unknown[] | object;

/**
 * Evaluates a condition (travis-conditions, `lib/travis/conditions/v1/eval.rb`; sheet 10). Throws
 * ConditionArgumentError.
 */
export function evaluateCondition(condition: Condition, facts: Facts): boolean {
  return isTrue(evaluate(condition, facts));
}

function evaluate(node: Condition, facts: Facts): Value {
  switch (node[0]) {
    case 'or':
      return evaluateCondition(node[1], facts) || evaluateCondition(node[2], facts);
    case 'and':
      return evaluateCondition(node[1], facts) && evaluateCondition(node[2], facts);
    case 'not':
      return !evaluateCondition(node[1], facts);
    case 'eq':
    case 'not_eq':
      return same(value(node[1], facts), value(node[2], facts)) === (node[0] === 'eq');
    case 'match':
    case 'not_match':
      return matches(node[1], node[2], facts) === (node[0] === 'match');
    case 'in':
    case 'not_in':
      return included(node[1], node[2], facts) === (node[0] === 'in');
    case 'is':
    case 'is_not':
      return holds(value(node[1], facts), node[2]) === (node[0] === 'is');
    case 'changed':
      throw new ConditionArgumentError('changed() is not carried out');
    default:
      return value(node, facts);
  }
}

const isTrue = (result: Value): boolean =>
  result !== null && result !== undefined && result !== false;

function value(operand: Operand, facts: Facts): Value {
  switch (operand[0]) {
    case 'val':
      return cast(operand[1]);
    case 'var':
      return cast(facts[operand[1]] as Value);
    case 'call':
      return cast(call(operand[1].toLowerCase(), operand[2], facts));
  }
}

function call(name: string, args: readonly Operand[], facts: Facts): Value {
  const values = args.map((arg) => value(arg, facts));
  if (name === 'concat') return values.map(textOf).join('');
  if (values.length > 1) throw new ConditionArgumentError('env() takes one name');
  return lookupEnv(facts['env'], textOf(values[0]));
}

const textOf = (from: Value): string => (from === null || from === undefined ? '' : String(from));

/** Texts `true` and `false` are booleans everywhere. */
function cast(from: Value): Value {
  if (typeof from !== 'string' || from.length > 5) return from;
  const word = from.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : from;
}

function same(left: Value, right: Value): boolean {
  return (left ?? null) === (right ?? null);
}

function included(operand: Operand, list: readonly Operand[] | null, facts: Facts): boolean {
  if (!list) throw new ConditionArgumentError('IN takes a list of values in parentheses.');
  const left = value(operand, facts);
  return list.some((item) => same(left, value(item, facts)));
}

function matches(operand: Operand, written: Pattern | null, facts: Facts): boolean {
  const source = written?.[1] ?? null;
  if (source === null) return false;
  const pattern = typeof source === 'string' ? source : value(source, facts);
  const left = value(operand, facts);
  if (pattern === null || pattern === undefined) return false;
  return search(textOf(pattern), isTrue(left) || left === false ? textOf(left) : undefined);
}

function holds(subject: Value, predicate: Predicate): boolean {
  if (predicate === 'present') return isPresent(subject);
  if (predicate === 'blank') return !isPresent(subject);
  return isTrue(subject) === (predicate === 'true');
}

function isPresent(subject: Value): boolean {
  if (!isTrue(subject)) return false;
  if (typeof subject === 'string' || Array.isArray(subject)) return subject.length > 0;
  return true;
}
