import { ConditionArgumentError, ConditionSyntaxError, type Condition } from './node.js';
import { parseCondition, v0 } from './parse.js';
import { search } from './pattern.js';

/** Why a condition is not valid: Travis's own words where it has them, else `null`. */
export interface ConditionFault {
  readonly message: string | null;
}

/** Checks a condition without evaluating it: its grammar, and that its patterns compile. */
export function conditionFault(text: string, version: string): ConditionFault | undefined {
  try {
    const tree = version === 'v0' ? parseCondition(text, v0) : parseCondition(text);
    const bad = patternsOf(tree).find((pattern) => !compiles(pattern));
    return bad === undefined ? undefined : { message: `Invalid regular expression: /${bad}/` };
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return { message: error.reason };
    throw error;
  }
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
      return typeof node[2][1] === 'string' ? [node[2][1]] : [];
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
