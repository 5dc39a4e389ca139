import type { ConfigErrorClass, ConfigErrorDetails } from '@turnpike/sdk';

/** A configuration that cannot be read. `code` is of the catalogue, `details` say where. */
export class ConfigRefusal extends Error {
  readonly code: string;
  readonly details: ConfigErrorDetails;

  constructor(details: ConfigErrorDetails, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConfigError';
    this.code = codes[details.class];
    this.details = details;
  }
}

const codes: Readonly<Record<ConfigErrorClass, string>> = {
  ParseError: 'TURNPIKE_CONFIG_PARSE',
  InvalidConfigFormat: 'TURNPIKE_CONFIG_FORMAT',
  DisallowedClass: 'TURNPIKE_CONFIG_DISALLOWED',
  FileNotFound: 'TURNPIKE_CONFIG_FILE_NOT_FOUND',
  RepoNotFound: 'TURNPIKE_CONFIG_REPO_NOT_FOUND',
  Unauthorized: 'TURNPIKE_CONFIG_UNAUTHORIZED',
  ServerError: 'TURNPIKE_CONFIG_HOST',
  ArgumentError: 'TURNPIKE_CONFIG_ARGUMENT',
  LimitExceeded: 'TURNPIKE_CONFIG_LIMIT',
};
