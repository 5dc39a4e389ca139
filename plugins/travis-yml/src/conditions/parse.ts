import { v1, type Grammar } from './grammar.js';
import {
  ConditionSyntaxError,
  type Condition,
  type Operand,
  type Pattern,
  type Predicate,
  type TextOperand,
} from './node.js';
import { Scanner } from './scanner.js';

/** Nesting of parentheses, calls and negations that a condition may have. */
const maxDepth = 200;
/** Characters of a condition; the longest of real files has some 600. */
const maxLength = 10_000;

/**
 * Parses a condition of grammar v1 (travis-conditions, `lib/travis/conditions/v1/parser.rb`;
 * sheet 10). Words of the grammar have no boundary at their end, and what was scanned of an
 * operator or function name stays consumed if the rest does not follow: `environment` is the value
 * `ironment`. Throws ConditionSyntaxError.
 */
export function parseCondition(text: string, grammar: Grammar = v1): Condition {
  if (text.length > maxLength) throw new ConditionSyntaxError('the condition is too long');
  return new ConditionParser(text.replace(/\\\s*[\n\r]/g, ' '), grammar).parse();
}

/** Part of the interface: it is an argument of `invalid_condition`. */
const dollar =
  'Strings cannot start with a dollar (shell code does not work). This can be bypassed by quoting the string.';

const attribute =
  /(type|repo|head_repo|os|dist|group|sudo|language|sender|fork|draft|branch|head_branch|tag|commit_message)(?=[\s,=)|]|$)/y;

/** Slashes around a pattern; line by line, as Ruby's anchors have it. */
const delimiters = /(?<=^|\n)\/|\/(?=\n|$)/g;

const pathsWanted =
  'changed() takes paths or patterns of paths, relative to the repository, with commas between them.';

function isPath(text: string): boolean {
  return text.trim() !== '' && !text.startsWith('/') && !text.split('/').includes('..');
}

class ConditionParser {
  readonly #in: Scanner;
  readonly #grammar: Grammar;
  #depth = 0;

  constructor(text: string, grammar: Grammar) {
    this.#grammar = grammar;
    this.#in = new Scanner(text);
  }

  parse(): Condition {
    const condition = this.#or();
    this.#in.skipSpace();
    if (!this.#in.atEnd) throw this.#fault('could not parse the rest');
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#word(this.#grammar.or)) left = ['or', left, this.#and()];
    return left;
  }

  #and(): Condition {
    let left = this.#term();
    while (this.#word(this.#grammar.and)) left = ['and', left, this.#term()];
    return left;
  }

  #term(): Condition {
    return this.#nested(() => {
      if (this.#word(/not|!/iy)) return ['not', this.#term()];
      return this.#word(/\(/y) ? this.#group() : (this.#changed() ?? this.#comparison());
    });
  }

  #nested<T>(parse: () => T): T {
    if (++this.#depth > maxDepth) throw this.#fault('nested too deeply');
    const result = parse();
    this.#depth--;
    return result;
  }

  #group(): Condition {
    const condition = this.#or();
    this.#close();
    return condition;
  }

  /** Stands alone, as it is true or false itself. In Travis's grammar no text goes on with `(`. */
  #changed(): Condition | undefined {
    if (!this.#grammar.changed || this.#word(/changed\s*\(/iy) === undefined) return undefined;
    const paths = [this.#path()];
    while (this.#word(/,/y)) paths.push(this.#path());
    if (!this.#word(/\)/y)) throw this.#fault('expected )', pathsWanted);
    return ['changed', paths];
  }

  #path(): string {
    this.#in.skipSpace();
    const path = this.#value()?.[1];
    if (path === undefined || !isPath(path)) throw this.#fault('expected a path', pathsWanted);
    return path;
  }

  #comparison(): Condition {
    const left = this.#operand();
    return this.#listed(left) ?? this.#predicated(left) ?? this.#compared(left) ?? this.#bare(left);
  }

  #compared(left: Operand): Condition | undefined {
    if (this.#word(/=~|~=/y)) return ['match', left, this.#pattern()];
    if (this.#word(/!~/y)) return ['not_match', left, this.#pattern()];
    if (this.#word(this.#grammar.equal)) return ['eq', left, this.#operand()];
    return this.#word(/!=/y) ? ['not_eq', left, this.#operand()] : undefined;
  }

  #bare(operand: Operand): Operand {
    if (!this.#grammar.bare) throw this.#fault('expected an operator');
    return operand;
  }

  #listed(left: Operand): Condition | undefined {
    if (this.#word(/not in/iy)) return ['not_in', left, this.#list()];
    return this.#word(/in/iy) ? ['in', left, this.#list()] : undefined;
  }

  /** Nothing where no parenthesis follows: that is no fault until it is evaluated. */
  #list(): Operand[] | null {
    if (!this.#word(/\(/y)) return null;
    const items = this.#operands();
    if (items.length === 0) throw this.#fault('expected a list of values');
    this.#close();
    return items;
  }

  #predicated(left: Operand): Condition | undefined {
    const operator = this.#word(/is not/iy) ? 'is_not' : this.#word(/is/iy) ? 'is' : undefined;
    if (operator === undefined) return undefined;
    const predicate = this.#word(/present|blank|true|false/iy)?.toLowerCase();
    return predicate === undefined ? undefined : [operator, left, predicate as Predicate];
  }

  /** After the last item as many commas may follow as there are items. */
  #operands(): Operand[] {
    const items: Operand[] = [];
    for (let item = this.#optional(); item; item = this.#optional()) {
      items.push(item);
      if (!this.#word(/,/y)) return items;
    }
    for (let more = items.length; more > 0 && this.#in.scan(/,/y) !== undefined;) more--;
    return items;
  }

  #operand(): Operand {
    const operand = this.#optional();
    if (!operand) throw this.#fault('expected an operand');
    return operand;
  }

  #optional(): Operand | undefined {
    this.#in.skipSpace();
    const name = this.#in.scan(attribute);
    if (name !== undefined) return ['var', name];
    return this.#call() ?? this.#value();
  }

  #call(): Operand | undefined {
    const name = this.#in.scan(this.#grammar.call);
    if (name === undefined || this.#word(/\(/y) === undefined) return undefined;
    const args = this.#nested(() => this.#operands());
    this.#close();
    return ['call', name, args];
  }

  #value(): TextOperand | undefined {
    for (const quote of ['"', "'"]) if (this.#in.sees(quote)) return this.#quoted(quote);
    if (this.#in.sees('$')) throw this.#fault('a text cannot start with a dollar', dollar);
    const word = this.#in.scan(/[^\s()"',=!]+/y);
    return word === undefined ? undefined : ['val', word];
  }

  #quoted(quote: string): TextOperand {
    const value = this.#in.scan(quote === '"' ? /"([^"]*)"/y : /'([^']*)'/y);
    if (value === undefined) throw this.#fault(`expected ${quote}`);
    return ['val', value];
  }

  /**
   * Nothing where the text ends or a parenthesis closes: such a pattern matches nothing. A slash
   * after a backslash never ends a pattern; one that no slash ends takes the rest of the text.
   */
  #pattern(): Pattern | null {
    this.#in.skipSpace();
    const call = this.#call();
    if (call) return ['reg', call];
    const written =
      this.#in.scan(/\/(?:[^/]|(?<=\\)\/)*(?<!\\)\//y) ??
      this.#in.scan(/\/(?:[^/]|(?<=\\)\/)*/y)?.trimEnd() ??
      this.#in.scan(/\S*[^\s)]/y);
    return written === undefined ? null : ['reg', written.replace(delimiters, '')];
  }

  #close(): void {
    if (!this.#word(/\)/y)) throw this.#fault('expected )');
  }

  #word(pattern: RegExp): string | undefined {
    this.#in.skipSpace();
    return this.#in.scan(pattern);
  }

  #fault(text: string, reason: string | null = null): ConditionSyntaxError {
    return new ConditionSyntaxError(`${text} at position ${this.#in.position}`, reason);
  }
}
