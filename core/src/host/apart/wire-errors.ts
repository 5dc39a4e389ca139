/** Errors as they cross to a plugin in a process of its own, and back: with their code, without their stack. */
import {
  ConflictError,
  ERRORS,
  ExternalHostError,
  InputError,
  isTurnpikeError,
  NotAllowedError,
  NotFoundError,
  TimeoutError,
  TurnpikeError,
  type ErrorCode,
  type ErrorDetails,
} from '../../contracts/errors.js';

interface SentError {
  readonly message: string;
  readonly name: string;
  readonly code?: ErrorCode;
  readonly details?: ErrorDetails;
  /** Of an executor's `StartFailure`. */
  readonly blame?: 'user' | 'platform';
}

/** Not ConfigError: what is apart cannot say that the server is configured wrongly, and so stop it. */
const CLASSES: Readonly<Record<string, typeof TurnpikeError>> = {
  ConflictError,
  ExternalHostError,
  InputError,
  NotAllowedError,
};

export function errorOut(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error), name: 'Error' };
  const { blame } = error as { blame?: unknown };
  return {
    message: error.message,
    name: error.name,
    ...(isTurnpikeError(error) ? { code: error.code, details: error.details } : {}),
    ...(blame === 'user' || blame === 'platform' ? { blame } : {}),
  };
}

/** Of whatever the other side sent. */
export function errorIn(sent: unknown): Error {
  const { message, name, code, details, blame } = (sent ?? {}) as Partial<SentError>;
  const text = typeof message === 'string' ? message : 'It failed, and did not say why.';
  const error = isCode(code) ? revived(code, name, text, details) : new Error(text);
  return blame === 'user' || blame === 'platform' ? Object.assign(error, { blame }) : error;
}

function revived(code: ErrorCode, name: unknown, text: string, sent: unknown): TurnpikeError {
  const details = (typeof sent === 'object' && sent !== null ? sent : {}) as ErrorDetails;
  if (code === 'TURNPIKE_NOT_FOUND') return new NotFoundError(text, details);
  if (code === 'TURNPIKE_TIMEOUT') return new TimeoutError(text, details);
  const known =
    typeof name === 'string' && Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  return new (known ?? TurnpikeError)(code, text, details);
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
