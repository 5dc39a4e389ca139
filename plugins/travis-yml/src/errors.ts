import { ConfigError, type ConfigErrorClass, type ConfigErrorDetails } from '@turnpike/sdk';

const codes = {
  ParseError: 'TURNPIKE_YML_SYNTAX',
  InvalidConfigFormat: 'TURNPIKE_YML_INVALID',
  DisallowedClass: 'TURNPIKE_YML_INVALID',
  FileNotFound: 'TURNPIKE_YML_MISSING',
  RepoNotFound: 'TURNPIKE_YML_IMPORT',
  Unauthorized: 'TURNPIKE_YML_IMPORT',
  ServerError: 'TURNPIKE_YML_IMPORT',
  ArgumentError: 'TURNPIKE_YML_INVALID',
  LimitExceeded: 'TURNPIKE_YML_LIMIT',
} as const satisfies Readonly<Record<ConfigErrorClass, string>>;

/** A configuration that cannot be read; `details.class` is Travis's name for the reason. */
export function refusal(
  details: ConfigErrorDetails & { readonly wayOut?: string },
  message: string,
  cause?: unknown,
): ConfigError {
  return new ConfigError(codes[details.class], message, { ...details }, cause);
}
