/**
 * The catalogue of errors. An error that reaches a person has a code of this list, says where the
 * fault is (`details.file`, `details.key`, `details.line`, …) and, in `way out` words, what to do.
 * Expected refusals (a skipped commit, a limit) are values, not errors: see `hooks.ts`.
 * @stable
 */
export interface ErrorKind {
  /** HTTP status an API answers with. */
  readonly status: number;
  /** May the caller try the same thing again? */
  readonly retryable: boolean;
  /** For people, where the error has no words of its own. */
  readonly message: string;
}

/** All codes with their HTTP status, whether another try makes sense, and words for people. @stable */
export const ERRORS = {
  // configuration of the server, plugins, boot
  TURNPIKE_CONFIG_INVALID: {
    status: 500,
    retryable: false,
    message: 'The server configuration is not valid.',
  },
  TURNPIKE_CONFIG_UNREADABLE: {
    status: 500,
    retryable: false,
    message: 'A configuration file cannot be read.',
  },
  TURNPIKE_PLUGIN_UNKNOWN: { status: 500, retryable: false, message: 'A plugin cannot be found.' },
  TURNPIKE_PLUGIN_INVALID: { status: 500, retryable: false, message: 'A module is not a plugin.' },
  TURNPIKE_PLUGIN_SDK_MISMATCH: {
    status: 500,
    retryable: false,
    message: 'A plugin asks for another SDK version.',
  },
  TURNPIKE_PLUGIN_PERMISSION: {
    status: 500,
    retryable: false,
    message: 'A plugin uses what it did not declare.',
  },
  TURNPIKE_PLUGIN_CHANGED: {
    status: 500,
    retryable: false,
    message: 'The files of a plugin are not those that were added.',
  },
  TURNPIKE_PLUGIN_INSTALL: {
    status: 500,
    retryable: false,
    message: 'A plugin cannot be fetched or installed.',
  },
  TURNPIKE_PLUGIN_ISOLATION: {
    status: 500,
    retryable: false,
    message: 'A plugin cannot run in a process of its own.',
  },
  TURNPIKE_PLUGIN_FAILED: { status: 500, retryable: false, message: 'A plugin failed.' },
  TURNPIKE_BOOT_FAILED: { status: 500, retryable: false, message: 'The platform could not start.' },
  TURNPIKE_TOKEN_MISSING: {
    status: 500,
    retryable: false,
    message: 'Nothing provides a required token.',
  },
  TURNPIKE_TOKEN_DUPLICATE: {
    status: 500,
    retryable: false,
    message: 'Two plugins provide one token.',
  },
  TURNPIKE_TOKEN_CIRCULAR: {
    status: 500,
    retryable: false,
    message: 'Tokens require each other in a circle.',
  },
  TURNPIKE_HOOK_FAILED: { status: 500, retryable: false, message: 'A hook failed.' },
  TURNPIKE_YML_KEY_CONFLICT: {
    status: 500,
    retryable: false,
    message: 'Two plugins define one configuration key differently.',
  },
  TURNPIKE_YML_KEY_FORM: {
    status: 500,
    retryable: false,
    message: 'A notifier would get entries of its key without what they say.',
  },
  // .travis.yml
  TURNPIKE_YML_SYNTAX: {
    status: 422,
    retryable: false,
    message: 'The build configuration is not valid YAML.',
  },
  TURNPIKE_YML_INVALID: {
    status: 422,
    retryable: false,
    message: 'The build configuration is not valid.',
  },
  TURNPIKE_YML_CONDITION: {
    status: 422,
    retryable: false,
    message: 'A condition cannot be parsed.',
  },
  TURNPIKE_YML_IMPORT: { status: 422, retryable: false, message: 'An import cannot be resolved.' },
  TURNPIKE_YML_LIMIT: {
    status: 422,
    retryable: false,
    message: 'The build configuration exceeds a limit.',
  },
  TURNPIKE_YML_MISSING: {
    status: 404,
    retryable: false,
    message: 'There is no build configuration.',
  },
  TURNPIKE_SCRIPT_CONFIG: {
    status: 422,
    retryable: false,
    message: 'The job cannot be turned into a script.',
  },
  // store
  TURNPIKE_STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The database cannot be reached.',
  },
  TURNPIKE_STORE_BUSY: {
    status: 503,
    retryable: true,
    message: 'Another program has locked the database, so it takes no writes just now.',
  },
  TURNPIKE_STORE_FULL: {
    status: 507,
    retryable: true,
    message: 'The database cannot be written: the disk is full.',
  },
  TURNPIKE_STORE_READONLY: {
    status: 503,
    retryable: true,
    message: 'The database can be read, but not written.',
  },
  TURNPIKE_STORE_REFUSED: {
    status: 500,
    retryable: false,
    message: 'The database cannot hold this data.',
  },
  TURNPIKE_STORE_IN_USE: {
    status: 500,
    retryable: false,
    message: 'Another process has this store open.',
  },
  TURNPIKE_STORE_TOO_NEW: {
    status: 500,
    retryable: false,
    message: 'The database was migrated by a newer version.',
  },
  TURNPIKE_STORE_TRANSACTION: {
    status: 500,
    retryable: false,
    message: 'Only SQL may be awaited inside a transaction.',
  },
  TURNPIKE_STATE_CONFLICT: {
    status: 409,
    retryable: false,
    message: 'The state has changed meanwhile.',
  },
  TURNPIKE_STATE_ILLEGAL: {
    status: 409,
    retryable: false,
    message: 'This change of state is not possible.',
  },
  TURNPIKE_SECRET_UNREADABLE: {
    status: 500,
    retryable: false,
    message: "A value cannot be opened with this server's key.",
  },
  // bus
  TURNPIKE_BUS_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The broker cannot be reached.',
  },
  // http and calls
  TURNPIKE_INPUT_INVALID: { status: 400, retryable: false, message: 'The input is not valid.' },
  TURNPIKE_INPUT_REFUSED: {
    status: 422,
    retryable: false,
    message: 'The input is understood, but cannot be carried out.',
  },
  TURNPIKE_INPUT_TOO_LARGE: {
    status: 413,
    retryable: false,
    message: 'The body is larger than allowed.',
  },
  TURNPIKE_INPUT_SLOW: {
    status: 408,
    retryable: true,
    message: 'The body came too slowly.',
  },
  TURNPIKE_INPUT_TYPE: {
    status: 415,
    retryable: false,
    message: 'The content type is not supported.',
  },
  TURNPIKE_AUTH_REQUIRED: { status: 401, retryable: false, message: 'Log in or send a token.' },
  TURNPIKE_AUTH_INVALID: {
    status: 401,
    retryable: false,
    message: 'The token or session is not valid.',
  },
  TURNPIKE_ACCESS_DENIED: { status: 403, retryable: false, message: 'You may not do this.' },
  TURNPIKE_ORIGIN_DENIED: {
    status: 403,
    retryable: false,
    message: 'Writes from another origin are refused.',
  },
  TURNPIKE_NOT_FOUND: {
    status: 404,
    retryable: false,
    message: 'There is no such thing, or you may not see it.',
  },
  TURNPIKE_REMOVED: {
    status: 410,
    retryable: false,
    message: 'This was here and has had its time.',
  },
  TURNPIKE_METHOD_UNKNOWN: {
    status: 405,
    retryable: false,
    message: 'The method is not allowed here.',
  },
  TURNPIKE_CONFLICT: {
    status: 409,
    retryable: false,
    message: 'This conflicts with what is there.',
  },
  TURNPIKE_RATE_LIMITED: { status: 429, retryable: true, message: 'Too many requests.' },
  TURNPIKE_BUSY: {
    status: 503,
    retryable: true,
    message: 'Too much of this is under way; try again soon.',
  },
  TURNPIKE_ANSWER_TOO_LARGE: {
    status: 422,
    retryable: false,
    message: 'The answer would be larger than allowed.',
  },
  TURNPIKE_TIMEOUT: { status: 504, retryable: true, message: 'It took too long.' },
  TURNPIKE_REMOTE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'Another process of the platform cannot be reached.',
  },
  TURNPIKE_REMOTE_VERSION: {
    status: 400,
    retryable: false,
    message: 'Another process speaks another version of this service.',
  },
  TURNPIKE_INTERNAL: { status: 500, retryable: false, message: 'Something went wrong here.' },
  TURNPIKE_PORT_IN_USE: { status: 500, retryable: false, message: 'The port is already in use.' },
  // deliveries and hosts
  TURNPIKE_DELIVERY_SIGNATURE: {
    status: 403,
    retryable: false,
    message: 'The signature of the delivery is not valid.',
  },
  TURNPIKE_DELIVERY_EVENT: {
    status: 422,
    retryable: false,
    message: 'The delivery is of no known event.',
  },
  TURNPIKE_DELIVERY_MALFORMED: {
    status: 400,
    retryable: false,
    message: 'The delivery cannot be read.',
  },
  TURNPIKE_HOST_UNAVAILABLE: {
    status: 502,
    retryable: true,
    message: 'The code host cannot be reached.',
  },
  TURNPIKE_HOST_REFUSED: { status: 502, retryable: false, message: 'The code host refused.' },
  TURNPIKE_URL_FORBIDDEN: {
    status: 422,
    retryable: false,
    message: 'This URL leads to a place that is not allowed.',
  },
  TURNPIKE_REF_INVALID: { status: 422, retryable: false, message: 'This is not a valid git ref.' },
  // logs and runs
  TURNPIKE_LOG_GAP: {
    status: 409,
    retryable: true,
    message: 'The log ends before the given offset.',
  },
  TURNPIKE_LOG_SEALED: { status: 409, retryable: false, message: 'The log is sealed.' },
  TURNPIKE_LOG_DISK: {
    status: 507,
    retryable: true,
    message: 'The log cannot be written: the disk is full.',
  },
  // object storage
  TURNPIKE_OBJECTS_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The object storage cannot be reached.',
  },
  TURNPIKE_OBJECTS_FULL: {
    status: 507,
    retryable: true,
    message: 'The object storage is full.',
  },
  TURNPIKE_OBJECTS_KEY: {
    status: 503,
    retryable: true,
    message: 'The object storage does not know this key.',
  },
  TURNPIKE_OBJECTS_CLOCK: {
    status: 503,
    retryable: true,
    message: 'The clocks of the object storage and of this machine differ.',
  },
  TURNPIKE_OBJECTS_REGION: {
    status: 503,
    retryable: true,
    message: 'The bucket is in another region.',
  },
  TURNPIKE_OBJECTS_BUCKET: {
    status: 503,
    retryable: true,
    message: 'There is no such bucket.',
  },
  TURNPIKE_OBJECTS_RIGHTS: {
    status: 503,
    retryable: true,
    message: 'This key may not do that in the bucket.',
  },
  TURNPIKE_OBJECTS_REFUSED: {
    status: 502,
    retryable: true,
    message: 'The object storage refused.',
  },
  TURNPIKE_OBJECTS_LAX: {
    status: 500,
    retryable: false,
    message: 'The object storage takes what it should refuse.',
  },
  TURNPIKE_RUN_GONE: {
    status: 410,
    retryable: false,
    message: 'This run has ended or belongs to another worker.',
  },
  TURNPIKE_WORKER_IN_USE: {
    status: 500,
    retryable: false,
    message: 'Another worker uses this folder.',
  },
  TURNPIKE_EXECUTOR_FAILED: {
    status: 500,
    retryable: true,
    message: 'The executor could not start the instance.',
  },
  TURNPIKE_EXECUTOR_REFUSED: {
    status: 422,
    retryable: false,
    message: 'The executor refuses this job.',
  },
} as const satisfies Record<`TURNPIKE_${string}`, ErrorKind>;

/** A key of `ERRORS`. @stable */
export type ErrorCode = keyof typeof ERRORS;

/** Where the fault is and how to get out of it. Never holds secrets. @stable */
export interface ErrorDetails {
  /** Id of the plugin that it is about. */
  readonly plugin?: string;
  /** Name of the hook: `request.accept`. */
  readonly hook?: string;
  /** Name of the token: `outbound`. */
  readonly token?: string;
  /** Path, or `owner/name:path@ref`. */
  readonly file?: string;
  /** Dotted path of a configuration's key. */
  readonly key?: string;
  /** One-based. */
  readonly line?: number;
  /** One-based. */
  readonly column?: number;
  /** What the reader can do about it. */
  readonly wayOut?: string;
  readonly [name: string]: unknown;
}

/** Base of all errors with a code. `message` is for people, `code` for programs. @stable */
export class TurnpikeError extends Error {
  /** One of `ERRORS`, for programs. */
  readonly code: ErrorCode;
  /** Where the fault is and the way out. */
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message?: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message ?? ERRORS[code].message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }

  /** HTTP status that an API answers with. */
  get status(): number {
    return ERRORS[this.code].status;
  }

  /** May the same thing succeed later? */
  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  /** What goes over the wire: never the stack, never the cause. */
  toJSON(): { code: ErrorCode; message: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** The server's or a repository's configuration is wrong. @stable */
export class ConfigError extends TurnpikeError {}
/** What came from outside is wrong. @stable */
export class InputError extends TurnpikeError {}
/** Who asks may not do it. @stable */
export class NotAllowedError extends TurnpikeError {}
/** There is no such thing, or who asks may not see it: TURNPIKE_NOT_FOUND. @stable */
export class NotFoundError extends TurnpikeError {
  constructor(message?: string, details: ErrorDetails = {}, cause?: unknown) {
    super('TURNPIKE_NOT_FOUND', message, details, cause);
  }
}
/** It conflicts with what is there: a state has moved on, a name is taken. @stable */
export class ConflictError extends TurnpikeError {}
/** A code host or another outside service failed; usually worth another try. @stable */
export class ExternalHostError extends TurnpikeError {}
/** It took too long: TURNPIKE_TIMEOUT, which may be tried again. @stable */
export class TimeoutError extends TurnpikeError {
  constructor(message?: string, details: ErrorDetails = {}, cause?: unknown) {
    super('TURNPIKE_TIMEOUT', message, details, cause);
  }
}

/** Has it a code of `ERRORS`? Also for errors of another copy of the SDK. @stable */
export function isTurnpikeError(error: unknown): error is TurnpikeError {
  return error instanceof Error && 'code' in error && String(error.code) in ERRORS;
}
