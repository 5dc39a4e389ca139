/** Errors as clients see them: the v3 envelope (travis-api facts 4) with our code and the way out. */
import {
  ERRORS,
  isTurnpikeError,
  type ErrorCode,
  type TurnpikeError,
} from '../contracts/errors.js';
import type { HttpResponse } from '../contracts/http.js';

const ERROR_TYPES: Partial<Record<ErrorCode, string>> = {
  TURNPIKE_AUTH_REQUIRED: 'login_required',
  TURNPIKE_AUTH_INVALID: 'wrong_credentials',
  TURNPIKE_ACCESS_DENIED: 'insufficient_access',
  TURNPIKE_ORIGIN_DENIED: 'insufficient_access',
  TURNPIKE_NOT_FOUND: 'not_found',
  TURNPIKE_METHOD_UNKNOWN: 'method_not_allowed',
  TURNPIKE_RATE_LIMITED: 'request_limit_reached',
  TURNPIKE_TIMEOUT: 'timeout_error',
};
const TYPES_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'wrong_params',
  404: 'not_found',
  409: 'conflict',
  413: 'wrong_params',
  415: 'wrong_params',
  422: 'unprocessable_entity',
};

/** Anything thrown becomes an answer; what is not from the catalogue says nothing of its inside. */
export function errorAnswer(error: unknown, requestId: string): HttpResponse {
  if (!isTurnpikeError(error)) return envelope('TURNPIKE_INTERNAL', undefined, {}, requestId);
  return envelope(error.code, error.message, error.details ?? {}, requestId);
}

export function statusOf(error: unknown): number {
  return isTurnpikeError(error) ? ERRORS[error.code].status : 500;
}

/**
 * `details.errorType` overrides the v3 name, `details.envelope` adds members to the answer
 * (`resource_type`, `permission`, …): for v3 errors that have no code of their own.
 */
function envelope(
  code: ErrorCode,
  message: string | undefined,
  allDetails: TurnpikeError['details'],
  requestId: string,
): HttpResponse {
  const { errorType, envelope: extras, ...details } = allDetails;
  const kind = ERRORS[code];
  const body = {
    '@type': 'error',
    error_type: typeof errorType === 'string' ? errorType : errorTypeOf(code),
    error_message: message ?? kind.message,
    ...(typeof extras === 'object' ? extras : {}),
    code,
    error_code: code,
    retryable: kind.retryable,
    details,
    request_id: requestId,
  };
  const wait = details['retryAfterSeconds'];
  return {
    status: kind.status,
    ...(typeof wait === 'number' ? { headers: { 'retry-after': String(wait) } } : {}),
    body,
  };
}

function errorTypeOf(code: ErrorCode): string {
  return ERROR_TYPES[code] ?? TYPES_BY_STATUS[ERRORS[code].status] ?? 'server_error';
}
