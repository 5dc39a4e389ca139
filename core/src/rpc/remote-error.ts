/** Errors keep their code across processes. */
import {
  ConflictError,
  ERRORS,
  InputError,
  NotAllowedError,
  NotFoundError,
  TimeoutError,
  TurnpikeError,
  type ErrorCode,
  type ErrorDetails,
} from '../contracts/errors.js';

/** The error that another process answered with; what cannot be read is "not reached", by status. */
export function reviveError(service: string, status: number, body: unknown): TurnpikeError {
  const known = readBody(body);
  if (!known) {
    const message = `${service} answered with HTTP ${status}.`;
    return new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE', message, { service, status });
  }
  const { code, message, details } = known;
  if (code === 'TURNPIKE_NOT_FOUND') return new NotFoundError(message, details);
  if (code === 'TURNPIKE_TIMEOUT') return new TimeoutError(message, details);
  return new (classFor(ERRORS[code].status))(code, message, details);
}

function classFor(status: number): typeof TurnpikeError {
  if (status === 401 || status === 403) return NotAllowedError;
  if (status === 409) return ConflictError;
  return status >= 400 && status < 500 ? InputError : TurnpikeError;
}

function readBody(
  body: unknown,
): { code: ErrorCode; message: string; details: ErrorDetails } | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { code, error_message: message, details } = body as Record<string, unknown>;
  if (typeof code !== 'string' || !Object.hasOwn(ERRORS, code)) return undefined;
  return {
    code: code as ErrorCode,
    message: typeof message === 'string' ? message : ERRORS[code as ErrorCode].message,
    details: (typeof details === 'object' && details !== null ? details : {}) as ErrorDetails,
  };
}

/** Nothing answered: the process is away, or the way to it. */
export function unreachable(service: string, url: string, cause: unknown): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_REMOTE_UNAVAILABLE',
    `${service} cannot be reached at ${new URL(url).origin}.`,
    { service, url: new URL(url).origin, wayOut: 'Is the process that serves it running?' },
    cause,
  );
}
