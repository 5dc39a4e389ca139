/**
 * SQLite's one connection, handed from one caller to the next, and one commit for all who came in the same turn of
 * the event loop. A commit waits for the disk and the process with it: ten callers that wait once each wait ten
 * times as long as ten that wait together.
 */
import { TurnpikeError } from '../contracts/errors.js';
import { isLocked, LOCK_WAIT_MS, LockWait } from './lock-wait.js';
import type { SqliteConnection } from './sqlite-connection.js';

/** A transaction of the database that holds what several callers do. */
interface Group {
  /** Has somebody changed something? The lock of the file is ours then, until the commit. */
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

/**
 * Takes the lock for writing and does nothing else. Run as text, not as a kept statement: where another program has
 * the lock, a kept one would stay in progress. SQLite does not wait here, since a reader that waited for a writer
 * could wait for ever.
 */
const TAKE_LOCK = 'pragma incremental_vacuum(1)';

export class CommitGroups {
  readonly #raw: SqliteConnection;
  readonly #lockWaitMs: number;
  readonly #lock = new LockWait(() => this.#isLockFree());
  readonly #line: (() => void)[] = [];
  #group: Group | undefined;
  /** Whose part is being worked on. */
  #part: Group | undefined;
  #isTaken = false;

  constructor(raw: SqliteConnection, lockWaitMs: number = LOCK_WAIT_MS) {
    this.#raw = raw;
    this.#lockWaitMs = lockWaitMs;
  }

  /**
   * All of `work` or nothing, and it is on disk when this resolves. Others wait until `work` has ended. While another
   * program has the lock of the file, `work` is begun anew, for a few seconds.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.#lockWaitMs;
    for (;;) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (!isLocked(error) || performance.now() >= until) throw error;
        await this.#lock.wait(until);
      }
    }
  }

  async #once<T>(work: () => Promise<T>): Promise<T> {
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
    this.#control(group, `savepoint ${OWN}`);
    this.#part = group;
    try {
      const value = await work();
      this.#assertWhole();
      this.#control(group, `release ${OWN}`);
      return value;
    } catch (error) {
      if (this.#group === group) this.#control(group, `rollback to ${OWN}; release ${OWN}`);
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
  async enter(): Promise<SqliteConnection> {
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
    if (writes && this.#group) this.#takeLock(this.#group);
    try {
      return statement();
    } catch (error) {
      this.#noteLoss(error);
      throw error;
    }
  }

  /** The only statement of who has the connection: while another program has the lock, others go first. */
  async patiently<T>(statement: () => T): Promise<T> {
    const until = performance.now() + this.#lockWaitMs;
    for (;;) {
      try {
        return statement();
      } catch (error) {
        if (!isLocked(error) || performance.now() >= until) throw error;
        this.#pass();
        await this.#lock.wait(until);
        await this.#turn();
        this.#group ??= this.#begin();
      }
    }
  }

  /** Nobody has written in a group that does not have the lock yet: nothing is lost with it. */
  #takeLock(group: Group): void {
    if (group.written) return;
    try {
      this.#raw.exec(TAKE_LOCK);
      group.written = true;
    } catch (error) {
      this.#giveUp(group, error);
      throw error;
    }
  }

  /** Savepoints: where they are refused, something of before is in progress still, and only a new connection helps. */
  #control(group: Group, sql: string): void {
    try {
      this.#raw.exec(sql);
    } catch (error) {
      this.#giveUp(group, error);
      this.#raw.renew();
      throw error;
    }
  }

  /** Some errors (a full disk) undo the whole transaction of the database, and with it all who were in it. */
  #noteLoss(error: unknown): void {
    const group = this.#group;
    if (group && !this.#raw.inTransaction) this.#giveUp(group, error);
    if (!leavesTraces(error)) return;
    if (this.#group) this.#giveUp(this.#group, error);
    this.#raw.renew();
  }

  #giveUp(group: Group, error: unknown): void {
    if (this.#group === group) this.#group = undefined;
    try {
      this.#raw.undo();
    } catch {
      this.#raw.renew();
    }
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
    // Of an error that nobody could undo.
    if (this.#raw.inTransaction) this.#raw.renew();
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
      this.#giveUp(group, error);
      if (leavesTraces(error)) this.#raw.renew();
    }
  }

  async #isLockFree(): Promise<boolean> {
    return this.alone(async () => {
      try {
        this.#raw.exec('begin immediate');
        this.#raw.exec('rollback');
        return true;
      } catch (error) {
        if (isLocked(error)) return false;
        throw error;
      }
    });
  }
}

/** After which the library's statements, or SQLite's view of its file, are not to be trusted. */
function leavesTraces(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return isLocked(error) || (typeof code === 'string' && code.startsWith('SQLITE_IOERR'));
}
