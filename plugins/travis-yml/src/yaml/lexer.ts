import { Lexer } from 'yaml';

/** What this needs of the library's lexer; its version is fixed for that. */
interface Internals {
  /** How many brackets are open. */
  readonly flowLevel: number;
  /** What is left to read, and how much of it has been. */
  readonly buffer: string;
  readonly pos: number;
  lex(text: string): Generator<string>;
  parseQuotedScalar(): Generator<string, unknown>;
  parseLineStart(): Generator<string, unknown>;
}

/** A line that holds nothing, or nothing but a comment. */
const bareLine = /[ \t]*(?:#|\r?\n|$)/y;

/**
 * Splits a text as libyaml does: what stands in quotes or brackets may go on at any column, where the
 * specification, and the library, want it to stand right of its parent; and comments and empty lines
 * say nothing about how deep what follows is, at whatever column they stand.
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

  override *parseLineStart(): Generator<string, unknown> {
    const indent = this.#indent;
    const isBare = this.#isBareLine();
    const next = yield* super.parseLineStart();
    if (isBare) this.#indent = indent;
    return next;
  }

  #isBareLine(): boolean {
    bareLine.lastIndex = this.pos;
    return bareLine.test(this.buffer);
  }
}
