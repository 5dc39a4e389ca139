import { z } from '@turnpike/sdk';
import { evaluateCondition, type Facts } from '../conditions/evaluate.js';
import {
  ConditionArgumentError,
  ConditionSyntaxError,
  type Condition,
} from '../conditions/node.js';
import { parseCondition } from '../conditions/parse.js';
import { ConditionCase } from './case.js';
import { idOf } from './config-jsonl.js';
import { toJson } from './json.js';

/**
 * Answers one line of `turnpike condition --jsonl`, without line break: `{id, sexp, result?}` or
 * `{id, error: "ParseError", message}`. Never throws for a bad case.
 */
export function conditionJsonl(line: string): string {
  let id: unknown;
  try {
    const given: unknown = JSON.parse(line);
    id = idOf(given);
    const { input, data } = ConditionCase.parse(given);
    const sexp = parseCondition(input);
    return toJson({ id, sexp, ...(data && { result: resultOf(sexp, data) }) });
  } catch (error) {
    if (!isBadCase(error)) throw error;
    return toJson({ id, error: 'ParseError', message: error.message });
  }
}

const isBadCase = (error: unknown): error is Error =>
  error instanceof ConditionSyntaxError ||
  error instanceof SyntaxError ||
  error instanceof z.ZodError;

function resultOf(sexp: Condition, data: Facts): boolean | string {
  try {
    return evaluateCondition(sexp, data);
  } catch (error) {
    if (!(error instanceof ConditionArgumentError)) throw error;
    return 'ArgumentError';
  }
}
