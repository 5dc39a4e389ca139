/** What went wrong in a database, in words and codes that say whether to try again. */
import { isTurnpikeError, TurnpikeError, type ErrorCode } from '../contracts/errors.js';

interface Fault {
  readonly code: ErrorCode;
  /** Of the driver: as SQLite names them, SQLSTATE of PostgreSQL, or the system's. Prefixes. */
  readonly codes: readonly string[];
  readonly words?: RegExp;
  readonly wayOut: string;
}

/** The first that fits. */
const FAULTS: readonly Fault[] = [
  {
    code: 'TURNPIKE_STORE_BUSY',
    // Lock not available, serialisation failure, deadlock: all were tried several times before.
    codes: ['SQLITE_BUSY', 'SQLITE_LOCKED', '55P03', '40001', '40P01'],
    wayOut:
      'It goes on by itself once the lock is gone: look for a copy tool, a shell or a checkpoint that has the database open.',
  },
  {
    code: 'TURNPIKE_STORE_FULL',
    codes: ['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT'],
    wayOut:
      'Make room on the file system of the database; it goes on by itself. Deleting rows does not help at once.',
  },
  {
    code: 'TURNPIKE_STORE_READONLY',
    // Also a standby of PostgreSQL, and a server that was set to read only.
    codes: ['SQLITE_READONLY', '25006', 'EROFS'],
    wayOut:
      'Make the database writable: the rights of its file, how its file system is mounted, or which server it is.',
  },
  {
    code: 'TURNPIKE_STORE_UNAVAILABLE',
    codes: [
      ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
      ...['EPIPE', 'ETIMEDOUT', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_NOMEM'],
      // PostgreSQL: connections, resources, an administrator's hand, input and output.
      ...['08', '53', '57', '58'],
    ],
    words:
      /connection (terminated|ended|timeout)|client has encountered a connection error|timeout (expired|exceeded)/i,
    wayOut: 'Check that the database of database.url can be reached and that its disk is well.',
  },
  {
    code: 'TURNPIKE_STORE_REFUSED',
    // Constraints, values of the wrong kind, bytes that are no text, limits.
    codes: [
      'SQLITE_CONSTRAINT',
      'SQLITE_TOOBIG',
      'SQLITE_MISMATCH',
      'SQLITE_RANGE',
      '22',
      '23',
      '54',
    ],
    wayOut: 'The same again is refused again: something else has to be stored.',
  },
];

/** Is the database away, as opposed to refusing a statement? */
export function isConnectionLoss(error: unknown): boolean {
  return faultOf(error)?.code === 'TURNPIKE_STORE_UNAVAILABLE';
}

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const given = (error as { code?: unknown }).code;
  const code = typeof given === 'string' ? given : '';
  if (error.name === 'KnexTimeoutError')
    return FAULTS.find((fault) => fault.code === 'TURNPIKE_STORE_UNAVAILABLE');
  return FAULTS.find(
    ({ codes, words }) =>
      codes.some((known) => isOf(code, known)) || (words?.test(error.message) ?? false),
  );
}

/** `23` is a class of PostgreSQL's five characters; `SQLITE_BUSY` has finer ones such as `SQLITE_BUSY_SNAPSHOT`. */
function isOf(code: string, known: string): boolean {
  if (code === known) return true;
  if (known.length === 2) return code.length === 5 && code.startsWith(known);
  return known.startsWith('SQLITE_') && code.startsWith(`${known}_`);
}

/** The same error from the catalogue; what is no fault of a database stays as it is. */
export function named(error: unknown): unknown {
  if (isTurnpikeError(error)) return error;
  const fault = faultOf(error);
  if (!fault) return error;
  return new TurnpikeError(fault.code, undefined, { wayOut: fault.wayOut }, error);
}

/** Runs `work`; faults of the database get a code that says whether another try is worth it. */
export async function naming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error);
  }
}

type AnyMethod = (...args: readonly unknown[]) => Promise<unknown>;

/** The same methods, whose faults are named. */
export function withNamedFaults<T extends object>(methods: T): T {
  const all = Object.entries(methods).map(([name, call]) => [
    name,
    (...args: readonly unknown[]) => naming(() => (call as AnyMethod)(...args)),
  ]);
  return Object.fromEntries(all) as T;
}
