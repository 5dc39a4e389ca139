/** Where the key comes from. Asked before each call: keys that were lent run out, files are written anew. */
import { ConfigError } from '@turnpike/sdk';
import type { Config } from '../config.js';
import type { Credentials } from '../wire/sign.js';
import { fromContainer } from './from-container.js';
import { fromFile } from './from-file.js';
import { fromWebIdentity } from './from-web-identity.js';
import { untilExpiry, type Lent } from './until-expiry.js';

export interface CredentialSource {
  /** For people: where it is from. */
  readonly words: string;
  get(): Promise<Credentials>;
  /** It was refused as too old. */
  forget(): void;
}
type Env = Readonly<Record<string, string | undefined>>;

/** The first that is there: settings, a file, the environment, what a cluster lends. Throws ConfigError for none. */
export function credentialSource(config: Config, env: Env): CredentialSource {
  const { accessKey, secretKey, credentialsFile } = config;
  if (accessKey !== undefined && secretKey !== undefined)
    return fixed('store-s3.accessKey', { accessKey, secretKey });
  if (accessKey !== undefined || secretKey !== undefined) throw halfOf(accessKey);
  if (credentialsFile !== undefined)
    return { words: credentialsFile, get: fromFile(credentialsFile), forget: () => undefined };
  const [id, secret] = [env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY']];
  if (id && secret) {
    const sessionToken = env['AWS_SESSION_TOKEN'];
    const lent = { accessKey: id, secretKey: secret, ...(sessionToken ? { sessionToken } : {}) };
    return fixed('AWS_ACCESS_KEY_ID', lent);
  }
  const [tokenFile, role] = [env['AWS_WEB_IDENTITY_TOKEN_FILE'], env['AWS_ROLE_ARN']];
  if (tokenFile && role)
    return renewed('AWS_WEB_IDENTITY_TOKEN_FILE', () =>
      fromWebIdentity({
        tokenFile,
        role,
        region: config.region,
        endpoint: env['AWS_ENDPOINT_URL_STS'],
      }),
    );
  const container = containerAddress(env);
  if (container) return renewed('AWS_CONTAINER_CREDENTIALS', () => fromContainer(container, env));
  throw none();
}

function containerAddress(env: Env): string | undefined {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  return relative ? `http://169.254.170.2${relative}` : env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
}

const fixed = (words: string, credentials: Credentials): CredentialSource => ({
  words,
  get: async () => credentials,
  forget: () => undefined,
});

function renewed(words: string, fetch: () => Promise<Lent>): CredentialSource {
  return { words, ...untilExpiry(fetch) };
}

function halfOf(accessKey: string | undefined): ConfigError {
  const missing = accessKey === undefined ? 'accessKey' : 'secretKey';
  return new ConfigError('TURNPIKE_OBJECTS_KEY', 'Half of the key of the bucket is missing.', {
    key: `store-s3.${missing}`,
    wayOut: `Set store-s3.${missing} too.`,
  });
}

function none(): ConfigError {
  return new ConfigError('TURNPIKE_OBJECTS_KEY', 'There is no key for the bucket.', {
    key: 'store-s3.accessKey',
    wayOut:
      'Set store-s3.accessKey and store-s3.secretKey, store-s3.credentialsFile, or AWS_ACCESS_KEY_ID and ' +
      'AWS_SECRET_ACCESS_KEY; on EKS give the service account a role.',
  });
}
