/** Errors as a command line tells them: code, place, way out; and the exit code. */
import { withoutCredentials } from '../contracts/text.js';
import { isTurnpikeError, type ErrorCode, type TurnpikeError } from '../contracts/errors.js';
import { describeProblem } from '../host/problems.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';

export function reportError(io: Io, error: unknown, asJson: boolean): ExitCode {
  const known = isTurnpikeError(error) ? error : undefined;
  if (asJson) io.out(`${JSON.stringify({ error: errorJson(error, known) }, shown, 2)}\n`);
  else io.err(`${withoutCredentials(known ? describeProblem(known) : plainError(io, error))}\n`);
  return known ? exitCodeOf(known) : EXIT.failed;
}

const shown = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? withoutCredentials(value) : value;

function errorJson(error: unknown, known: TurnpikeError | undefined): unknown {
  return known?.toJSON() ?? { code: 'TURNPIKE_INTERNAL', message: String(error) };
}

function plainError(io: Io, error: unknown): string {
  if (!(error instanceof Error)) return `TURNPIKE_INTERNAL: ${String(error)}`;
  const text = io.env['TURNPIKE_DEBUG'] ? (error.stack ?? error.message) : error.message;
  return `TURNPIKE_INTERNAL: ${text}\n  → TURNPIKE_DEBUG=1 shows where.`;
}

const UNREACHABLE: readonly ErrorCode[] = [
  'TURNPIKE_REMOTE_UNAVAILABLE',
  'TURNPIKE_STORE_UNAVAILABLE',
  'TURNPIKE_BUS_UNAVAILABLE',
  'TURNPIKE_TIMEOUT',
];

const MISCONFIGURED: readonly ErrorCode[] = [
  // Several faults of a configuration, of more than one kind.
  'TURNPIKE_BOOT_FAILED',
  'TURNPIKE_PLUGIN_UNKNOWN',
  'TURNPIKE_PLUGIN_INVALID',
  'TURNPIKE_PLUGIN_CHANGED',
];

function exitCodeOf(error: TurnpikeError): ExitCode {
  if (UNREACHABLE.includes(error.code)) return EXIT.unreachable;
  if (error.status === 401 || error.status === 403) return EXIT.denied;
  if (error.code === 'TURNPIKE_NOT_FOUND') return EXIT.missing;
  if (MISCONFIGURED.includes(error.code)) return EXIT.usage;
  if (error.status === 400 || error.code.startsWith('TURNPIKE_CONFIG')) return EXIT.usage;
  return EXIT.failed;
}
