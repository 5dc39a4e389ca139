/** SQLite's connection with the statements that are kept for it. What an error has left behind goes with the connection. */
import { TurnpikeError } from '../contracts/errors.js';

/** What knex's better-sqlite3 dialect hands around as a connection, as far as it is used here. */
export interface Statement {
  readonly reader: boolean;
  all(bindings: readonly unknown[]): unknown[];
  run(bindings: readonly unknown[]): { lastInsertRowid: number; changes: number };
}
export interface RawConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): void;
}

export interface Prepared {
  readonly statement: Statement;
  /** Asked once: it is a call into the library. */
  readonly reader: boolean;
  /** May it change something? Answered `returning` rows are rows too. */
  readonly writes: boolean;
}

const KEPT_STATEMENTS = 500;

export class SqliteConnection {
  readonly #reopen: (() => RawConnection) | undefined;
  readonly #kept = new Map<string, Prepared>();
  #raw: RawConnection | undefined;
  #isClosed = false;

  /** `reopen` is left out for a database in memory, which ends with its connection. */
  constructor(raw: RawConnection, reopen?: () => RawConnection) {
    this.#raw = raw;
    this.#reopen = reopen;
  }

  get inTransaction(): boolean {
    return this.#raw?.inTransaction ?? false;
  }

  exec(sql: string): unknown {
    return this.#open().exec(sql);
  }

  /** Statements are kept by text: preparing costs more than most of our queries. */
  statement(sql: string): Prepared {
    const known = this.#kept.get(sql);
    if (known) return known;
    const statement = this.#open().prepare(sql);
    const made = { statement, reader: statement.reader, writes: !/^\s*select\b/i.test(sql) };
    if (this.#kept.size >= KEPT_STATEMENTS) this.#kept.clear();
    this.#kept.set(sql, made);
    return made;
  }

  /**
   * Undoes what is open, and throws the connection away: libsql does not reset a statement that ended in an error,
   * and one that SQLite takes for being in progress forbids every savepoint and commit. The next use opens another.
   */
  renew(): void {
    this.#kept.clear();
    if (!this.#reopen) return this.undo();
    try {
      this.#raw?.close();
    } finally {
      this.#raw = undefined;
    }
  }

  /** Ends an open transaction, whatever state the error before has left it in. */
  undo(): void {
    if (this.inTransaction) this.#raw?.exec('rollback');
  }

  /** Whoever comes later gets an error. Nothing may reach the closed connection: libsql ends the process over it. */
  close(): void {
    this.#isClosed = true;
    this.#kept.clear();
    try {
      this.#raw?.close();
    } finally {
      this.#raw = undefined;
    }
  }

  #open(): RawConnection {
    if (this.#raw) return this.#raw;
    if (this.#isClosed || !this.#reopen)
      throw new TurnpikeError('TURNPIKE_STORE_UNAVAILABLE', 'The database is closed.', {
        wayOut: 'The server is stopping: ask again when it runs.',
      });
    return (this.#raw = this.#reopen());
  }
}
