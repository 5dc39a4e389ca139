import { evaluateCondition } from '../conditions/evaluate.js';
import {
  ConditionArgumentError,
  ConditionSyntaxError,
  type Condition,
} from '../conditions/node.js';
import { parseCondition } from '../conditions/parse.js';
import { toJson } from './json.js';

interface ConditionCase {
  readonly id?: unknown;
  readonly input: string;
  readonly data?: { readonly [key: string]: unknown };
}

/**
 * Answers one line of `turnpike condition --jsonl`, without line break: `{id, sexp, result?}` or
 * `{id, error: "ParseError", message}`. Never throws for a bad case.
 */
export function conditionJsonl(line: string): string {
  let id: unknown;
  try {
    const given = JSON.parse(line) as ConditionCase;
    id = given?.id;
    const sexp = parseCondition(String(given.input));
    return toJson({ id, sexp, ...(given.data && { result: resultOf(sexp, given.data) }) });
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError || error instanceof SyntaxError)) throw error;
    return toJson({ id, error: 'ParseError', message: error.message });
  }
}

function resultOf(sexp: Condition, data: NonNullable<ConditionCase['data']>): boolean | string {
  try {
    return evaluateCondition(sexp, data);
  } catch (error) {
    if (!(error instanceof ConditionArgumentError)) throw error;
    return 'ArgumentError';
  }
}
