import { Lexer } from 'yaml';

/** What this needs of the library's lexer; its version is fixed for that. */
interface Internals {
  /** How many brackets are open. */
  readonly flowLevel: number;
  lex(text: string): Generator<string>;
  parseQuotedScalar(): Generator<string, unknown>;
}

/**
 * Splits a text as libyaml does: what stands in quotes or brackets may go on at any column, where the
 * specification, and the library, want it to stand right of its parent.
 */
export class LenientLexer extends (Lexer as unknown as new () => Internals) {
  #indent = 0;
  #isQuoted = false;

  /** Columns that the next line must be indented by. */
  protected get indentNext(): number {
    return this.#isQuoted || this.flowLevel > 0 ? 0 : this.#indent;
  }

  protected set indentNext(columns: number) {
    // The library's constructor comes first.
    if (#indent in this) this.#indent = columns;
  }

  override *parseQuotedScalar(): Generator<string, unknown> {
    this.#isQuoted = true;
    try {
      return yield* super.parseQuotedScalar();
    } finally {
      this.#isQuoted = false;
    }
  }
}
