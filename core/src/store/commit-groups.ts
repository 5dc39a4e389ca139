/**
 * SQLite's one connection, handed from one caller to the next, and one commit for all who came in the same turn of
 * the event loop. A commit waits for the disk and the process with it: ten callers that wait once each wait ten
 * times as long as ten that wait together.
 */
import { TurnpikeError } from '../contracts/errors.js';
import type { RawConnection } from './libsql-dialect.js';

/** A transaction of the database that holds what several callers do. */
interface Group {
  /** Has somebody changed something? */
  written: boolean;
  /** It takes nobody more. */
  due: boolean;
  /** Until its commit; rejects for all where the database has refused it. */
  readonly ended: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** What a caller does inside a group is undone by itself to this point. */
const OWN = 'own_part';

export class CommitGroups {
  readonly #raw: RawConnection;
  readonly #line: (() => void)[] = [];
  #group: Group | undefined;
  /** Whose part is being worked on. */
  #part: Group | undefined;
  #isTaken = false;

  constructor(raw: RawConnection) {
    this.#raw = raw;
  }

  /** All of `work` or nothing, and it is on disk when this resolves. Others wait until `work` has ended. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    const group = this.#group!;
    let value: T;
    try {
      value = await this.#ownPart(group, work);
    } catch (error) {
      this.#pass();
      throw error;
    }
    await this.leave();
    return value;
  }

  async #ownPart<T>(group: Group, work: () => Promise<T>): Promise<T> {
    this.#raw.exec(`savepoint ${OWN}`);
    this.#part = group;
    try {
      const value = await work();
      this.#assertWhole();
      this.#raw.exec(`release ${OWN}`);
      return value;
    } catch (error) {
      if (this.#group === group) this.#raw.exec(`rollback to ${OWN}; release ${OWN}`);
      throw error;
    } finally {
      this.#part = undefined;
    }
  }

  /** Runs `work` with the connection for itself and outside of every transaction. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn();
    if (this.#group) this.#commit(this.#group);
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  /** Takes the connection, within a group. */
  async enter(): Promise<RawConnection> {
    await this.#turn();
    try {
      this.#group ??= this.#begin();
      return this.#raw;
    } catch (error) {
      this.#pass();
      throw error;
    }
  }

  /** Gives the connection on. Resolves when all that was seen or written with it is on disk. */
  async leave(): Promise<void> {
    const group = this.#group;
    this.#pass();
    if (group?.written) await group.ended;
  }

  /** One statement of who has the connection; `writes`: it may change something. */
  run<T>(writes: boolean, statement: () => T): T {
    this.#assertWhole();
    if (writes && this.#group) this.#group.written = true;
    try {
      return statement();
    } catch (error) {
      this.#noteLoss(error);
      throw error;
    }
  }

  /** Some errors (a full disk) undo the whole transaction of the database, and with it all who were in it. */
  #noteLoss(error: unknown): void {
    const group = this.#group;
    if (!group || this.#raw.inTransaction) return;
    this.#group = undefined;
    group.reject(error);
  }

  /** Throws for `work` that goes on after its transaction was undone. */
  #assertWhole(): void {
    if (!this.#part || this.#part === this.#group) return;
    throw new TurnpikeError(
      'TURNPIKE_STORE_UNAVAILABLE',
      'The database has undone the transaction.',
      { wayOut: 'The error of the statement before says why.' },
    );
  }

  async #turn(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#line.push(resolve));
    this.#isTaken = true;
  }

  #pass(): void {
    if (this.#group?.due) this.#commit(this.#group);
    const next = this.#line.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  #begin(): Group {
    this.#raw.exec('begin');
    let [resolve, reject] = [(): void => undefined, (_error: unknown): void => undefined];
    const ended = new Promise<void>((done, fail) => ([resolve, reject] = [done, fail]));
    // Those who only read do not wait for it.
    ended.catch(() => undefined);
    const group = { written: false, due: false, ended, resolve, reject };
    setImmediate(() => {
      group.due = true;
      // Who has the connection just now ends the group when they give it on.
      if (this.#group === group && !this.#isTaken) this.#commit(group);
    });
    return group;
  }

  #commit(group: Group): void {
    this.#group = undefined;
    try {
      this.#raw.exec('commit');
      group.resolve();
    } catch (error) {
      if (this.#raw.inTransaction) this.#raw.exec('rollback');
      group.reject(error);
    }
  }
}
