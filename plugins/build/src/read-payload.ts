import type { JobPayload } from '@turnpike/sdk';
import { isHash, list, type Hash } from '@turnpike/sdk/shell';
import { ConfigProblem } from './config-problem.js';

/**
 * Payloads come from outside, in whatever shape. Here each part gets the shape
 * that its type promises: text is text, hashes are hashes; what cannot be read
 * counts as absent. Below this door the types hold.
 */
export function readPayload(value: unknown): JobPayload {
  if (!isHash(value)) throw new ConfigProblem('The payload of the job is not a hash (dictionary).');
  const config = value['config'] ?? {};
  if (!isHash(config)) {
    throw new ConfigProblem('The configuration of the job is not a hash (dictionary).');
  }
  const repository = texts(value['repository'], flags.repository);
  if (!repository?.['slug']) throw new ConfigProblem('The repository has no name.');
  const read: Hash = {
    ...value,
    ...fields(value, ['type', 'host', 'oauth_token', 'vm_size', 'npm_registry']),
    ...hashes(value, ['cache_settings', 'cache_options', 'workspace']),
    config,
    repository,
    job: readJob(value['job']),
    build: texts(value['build']),
    source: texts(value['source']),
    env_vars: list(value['env_vars']).filter(isHash).map(readVariable),
    secrets: list(value['secrets']).filter(isText),
    ssh_key: withText(value['ssh_key'], 'value', ['encoded']),
    turnpike: readOwn(value['turnpike']),
  };
  return read as unknown as JobPayload;
}

/** Fields that are true or false, or a number or false; all other scalars are text. */
const flags = {
  repository: ['private'],
  job: [
    'pull_request',
    'secure_env_enabled',
    'secure_env_removed',
    'allow_failure',
    'pull_request_is_draft',
  ],
} as const;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The scalars of a hash, as text unless they are flags; undefined where there is no hash. */
function texts(value: unknown, asTheyAre: readonly string[] = []): Hash | undefined {
  if (!isHash(value)) return undefined;
  const read: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || typeof item === 'object') continue;
    read[key] = asTheyAre.includes(key) ? item : String(item);
  }
  return read;
}

/** Named fields that are text or absent. */
function fields(value: Hash, keys: readonly string[]): Hash {
  const read = texts(value) ?? {};
  return Object.fromEntries(keys.map((key) => [key, read[key]]));
}

function hashes(value: Hash, keys: readonly string[]): Hash {
  return Object.fromEntries(keys.map((key) => [key, isHash(value[key]) ? value[key] : undefined]));
}

/** As `texts`, if the field that makes it useful is there. */
function withText(
  value: unknown,
  needed: string,
  asTheyAre: readonly string[] = [],
): Hash | undefined {
  const read = texts(value, asTheyAre);
  return isText(read?.[needed]) ? read : undefined;
}

function readJob(value: unknown): Hash {
  if (!isHash(value)) return {};
  const debug = value['debug_options'];
  return {
    ...texts(value, flags.job),
    ...hashes(value, ['created_custom_image', 'used_custom_image']),
    // An empty hash asks for a debug build too.
    ...(debug ? { debug_options: texts(debug, ['quiet']) ?? {} } : {}),
  };
}

function readVariable(value: Hash): Hash {
  return { ...texts(value, ['public']), value: value['value'] };
}

/** What only this platform knows of a job. */
function readOwn(value: unknown): Hash | undefined {
  if (!isHash(value)) return undefined;
  return {
    ...value,
    ...fields(value, ['storage_url', 'public_url', 'job_token', 'image', 'trust']),
    clone: withText(value['clone'], 'url'),
  };
}
