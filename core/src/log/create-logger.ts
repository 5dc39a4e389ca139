import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { CoreConfig } from '../contracts/config.js';
import type { Logger } from '../contracts/host.js';

type LogConfig = CoreConfig['log'];

/** Fields that never reach the log, at the top and one level below. */
const SECRET_FIELDS = [
  'password',
  'passwd',
  'secret',
  'secrets',
  'authorization',
  'cookie',
  'credential',
  'privateKey',
  'accessToken',
  'runToken',
  'jobToken',
  'token',
];
const REDACTED_PATHS = [
  ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
  '*["set-cookie"]',
  '*["x-hub-signature"]',
  'headers.authorization',
  'headers.cookie',
  '*.headers.authorization',
  '*.headers.cookie',
];

export interface LoggerOptions {
  readonly config: LogConfig;
  /** Where lines go; default: standard output. Used by tests. */
  readonly destination?: DestinationStream;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Structured lines: JSON, or for people where standard output is a terminal. */
export async function createLogger(options: LoggerOptions): Promise<Logger> {
  const { config } = options;
  const destination = options.destination ?? (await standardOutput(config));
  const settings = {
    level: config.level,
    base: options.fields ?? {},
    redact: { paths: REDACTED_PATHS, censor: '[secret]' },
    serializers: { err: serializeError },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
  };
  return wrap(destination ? pino(settings, destination) : pino(settings));
}

async function standardOutput(config: LogConfig): Promise<DestinationStream | undefined> {
  const pretty =
    config.format === 'pretty' || (config.format === 'auto' && process.stdout.isTTY === true);
  if (!pretty || config.level === 'silent') return undefined;
  const { default: prettyStream } = await import('pino-pretty');
  return prettyStream({ sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' });
}

/** Own errors keep their code and place; a chain of causes is kept, each with its stack. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, details, cause } = error as Error & { code?: unknown; details?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(details === undefined ? {} : { details }),
    ...(cause === undefined ? {} : { cause: serializeError(cause) }),
  };
}

function wrap(log: Pino): Logger {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    child: (fields) => wrap(log.child(fields)),
  };
}
