/** A parsed condition, in the form of travis-conditions' s-expressions. */
export type Condition =
  | readonly ['or' | 'and', Condition, Condition]
  | readonly ['not', Condition]
  | readonly ['eq' | 'not_eq', Operand, Operand]
  /** `null`: no pattern follows, so nothing matches. */
  | readonly ['match' | 'not_match', Operand, Pattern | null]
  /** `null`: no list follows. */
  | readonly ['in' | 'not_in', Operand, readonly Operand[] | null]
  | readonly ['is' | 'is_not', Operand, Predicate]
  /** Turnpike's own: does the request change a file that one of the paths names? */
  | readonly ['changed', readonly string[]]
  | Operand;

export type TextOperand = readonly ['val', string];

export type Operand =
  TextOperand | readonly ['var', string] | readonly ['call', string, readonly Operand[]];

export type Pattern = readonly ['reg', string | Operand];

export type Predicate = 'present' | 'blank' | 'true' | 'false';

/** The text is no condition. `reason` is the one that Travis words itself. */
export class ConditionSyntaxError extends Error {
  readonly reason: string | null;

  constructor(message: string, reason: string | null = null) {
    super(message);
    this.reason = reason;
  }
}

/** A condition that cannot be evaluated: a regular expression that does not compile, or `env` not
 * given exactly one name. */
export class ConditionArgumentError extends Error {}
