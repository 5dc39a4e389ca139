import type { Status } from './resources.js';

/** The API server refused, or could not be reached (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0: there was no answer. */
  readonly status: number;
  /** The API's own word: `AlreadyExists`, `Forbidden`, `Expired`, … */
  readonly reason: string;
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    facts: { status: number; reason?: string; retryAfterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
    this.reason = facts.reason ?? '';
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** May the same call succeed in a while? */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** From an answer that is none of the expected ones. The body is a `Status` unless something in between has answered. */
export function errorOfAnswer(
  what: string,
  status: number,
  body: string,
  retryAfter: string | undefined,
): ApiError {
  const told = parseStatus(body);
  const seconds = Number(retryAfter ?? told?.details?.retryAfterSeconds);
  const words = told?.message ?? (body.trim().slice(0, 300) || 'no words');
  return new ApiError(`${what}: ${words} (${status})`, {
    status,
    reason: told?.reason ?? '',
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined,
  });
}

function parseStatus(body: string): Status | undefined {
  try {
    const value = JSON.parse(body) as Status | null;
    return value?.kind === 'Status' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A connection that could not be made, or broke. */
export function errorOfConnection(what: string, cause: unknown): ApiError {
  const { message, code } = cause as { message?: string; code?: string };
  const words = message || code || 'the connection broke';
  return new ApiError(`${what}: ${words}`, { status: 0, cause });
}

export function isApiError(error: unknown, ...statuses: readonly number[]): error is ApiError {
  return error instanceof ApiError && (statuses.length === 0 || statuses.includes(error.status));
}
