import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { CoreConfig } from '../contracts/config.js';
import { withoutCredentials } from '../contracts/text.js';
import type { Logger } from '../contracts/host.js';
import { redactedFields } from './redacted.js';

type LogConfig = CoreConfig['log'];

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
    base: redactedFields(options.fields ?? {}),
    // pino's own for `err` would tell what is data already once more, without its causes.
    serializers: { err: (fields: unknown) => fields },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }), log: redactedFields },
  };
  return wrap(destination ? pino(settings, destination) : pino(settings));
}

async function standardOutput(config: LogConfig): Promise<DestinationStream | undefined> {
  const pretty =
    config.format === 'pretty' || (config.format === 'auto' && process.stdout.isTTY === true);
  if (!pretty || config.level === 'silent') return undefined;
  const { default: prettyStream } = await import('pino-pretty');
  // Its own guess takes some machines without a terminal for one.
  const isTerminal = process.stdout.isTTY === true;
  return prettyStream({
    colorize: isTerminal && process.env['NO_COLOR'] === undefined,
    singleLine: !isTerminal,
    sync: true,
    ignore: 'pid,hostname',
    translateTime: 'HH:MM:ss.l',
  });
}

function wrap(log: Pino): Logger {
  return {
    debug: (fields, message) => log.debug(fields, words(message)),
    info: (fields, message) => log.info(fields, words(message)),
    warn: (fields, message) => log.warn(fields, words(message)),
    error: (fields, message) => log.error(fields, words(message)),
    child: (fields) => wrap(log.child(redactedFields(fields))),
  };
}

const words = (message: string | undefined) => message && withoutCredentials(message);
