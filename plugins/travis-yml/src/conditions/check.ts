import { ConditionArgumentError, ConditionSyntaxError, type Condition } from './node.js';
import { extended, v0, v1 } from './grammar.js';
import { parseCondition } from './parse.js';
import { search } from './pattern.js';

/** Why a condition is not valid: Travis's own words where it has them, else `null`. */
export interface ConditionFault {
  readonly message: string | null;
}

/** Checks a condition without evaluating it: its grammar, and that its patterns compile. */
export function conditionFault(
  text: string,
  version: string,
  isExtended = false,
): ConditionFault | undefined {
  try {
    const grammar = version === 'v0' ? v0 : v1;
    const tree = parseCondition(text, isExtended ? extended(grammar) : grammar);
    const bad = patternsOf(tree).find((pattern) => !compiles(pattern));
    return bad === undefined ? undefined : { message: `Invalid regular expression: /${bad}/` };
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return { message: error.reason };
    throw error;
  }
}

/** Does a condition of the extended grammar ask for changed paths, be it only as a broken call? */
export function asksForChanges(text: string): boolean {
  try {
    return holdsChanged(parseCondition(text, extended(v1)));
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return /\bchanged\s*\(/i.test(text);
    throw error;
  }
}

function holdsChanged(node: Condition): boolean {
  if (node[0] === 'or' || node[0] === 'and') return holdsChanged(node[1]) || holdsChanged(node[2]);
  return node[0] === 'not' ? holdsChanged(node[1]) : node[0] === 'changed';
}

function patternsOf(node: Condition): string[] {
  switch (node[0]) {
    case 'or':
    case 'and':
      return [...patternsOf(node[1]), ...patternsOf(node[2])];
    case 'not':
      return patternsOf(node[1]);
    case 'match':
    case 'not_match':
      return typeof node[2]?.[1] === 'string' ? [node[2][1]] : [];
    default:
      return [];
  }
}

function compiles(pattern: string): boolean {
  try {
    search(pattern, undefined);
    return true;
  } catch (error) {
    if (error instanceof ConditionArgumentError) return false;
    throw error;
  }
}
