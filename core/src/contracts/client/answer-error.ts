import { ERRORS, InputError, TurnpikeError, type ErrorCode } from '../errors.js';
import type { WireError } from '../wire/envelope.js';

/** An answer of 400 or more as an error; its code is that of the server, `details` has `status` and v3's `type`. @stable */
export async function errorOfAnswer(response: Response): Promise<TurnpikeError> {
  const body = (await response.json().catch(() => ({}))) as Partial<WireError>;
  const message = body.error_message ?? `The server answered ${response.status}.`;
  const details = { ...body.details, status: response.status, type: body.error_type };
  return new InputError(codeOf(body.error_code, response.status), message, details);
}

/** No answer came. @stable */
export function unreachable(url: string, cause: unknown): TurnpikeError {
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : '';
  return new TurnpikeError(
    'TURNPIKE_REMOTE_UNAVAILABLE',
    `The server at ${url} cannot be reached. ${why}`.trim(),
    { url, wayOut: 'Start it (turnpike start), or name another by --url.' },
    cause,
  );
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'TURNPIKE_AUTH_REQUIRED',
  403: 'TURNPIKE_ACCESS_DENIED',
  404: 'TURNPIKE_NOT_FOUND',
  409: 'TURNPIKE_CONFLICT',
  429: 'TURNPIKE_RATE_LIMITED',
};

function codeOf(code: string | undefined, status: number): ErrorCode {
  if (code !== undefined && code in ERRORS) return code as ErrorCode;
  return CODES[status] ?? (status < 500 ? 'TURNPIKE_INPUT_INVALID' : 'TURNPIKE_INTERNAL');
}
