import type { CompileEnv, JobPayload } from '@turnpike/sdk';
import { isHash, text, type Hash } from '@turnpike/sdk/shell';
import { ConfigProblem } from '../config-problem.js';
import { presign, type ObjectStore } from './presign.js';

/** Where archives of caches and workspaces lie; `undefined` where the installation has no such place. */
export interface Storage {
  fetchUrl(key: string): string;
  pushUrl(key: string): string;
}

const hosts = { s3: 's3.amazonaws.com', gcs: 'storage.googleapis.com' } as const;

function s3Host(region: string): string {
  return region === 'us-east-1' ? hosts.s3 : `s3-${region}.amazonaws.com`;
}

function objectStore(kind: 's3' | 'gcs', settings: Hash): ObjectStore | undefined {
  const { bucket, access_key_id: accessKey, secret_access_key: secretKey } = settings;
  if ([bucket, accessKey, secretKey].some((value) => value === null || value === undefined))
    return undefined;
  const region = text(settings['region']) || 'us-east-1';
  return {
    kind,
    bucket: text(bucket),
    accessKey: text(accessKey),
    secretKey: text(secretKey),
    scheme: text(settings['scheme']) || 'https',
    region,
    host: text(settings['hostname']) || (kind === 's3' ? s3Host(region) : hosts.gcs),
    version: text(settings['aws_signature_version']) === '2' ? '2' : '4',
  };
}

function objectStorage(settings: Hash, env: CompileEnv): Storage | undefined {
  const type = text(settings['type']) || 's3';
  if (type !== 's3' && type !== 'gcs')
    throw new ConfigProblem(`unknown caching mode \\"${type}\\"`);
  const own = settings[type];
  const store = isHash(own) ? objectStore(type, own) : undefined;
  if (!store) return undefined;
  const url = (method: 'GET' | 'PUT', limit: unknown) => (key: string) =>
    presign(store, { method, key, expiresSeconds: Number(limit) || 1200, now: env.now });
  return {
    fetchUrl: url('GET', settings['fetch_timeout']),
    pushUrl: url('PUT', settings['push_timeout']),
  };
}

/** The installation's own storage: reached with the job's token, which names repository and rights. */
function ownStorage(payload: JobPayload): Storage | undefined {
  const { storage_url: base, job_token: token } = payload.turnpike ?? {};
  if (!base || !token) return undefined;
  const url = (key: string): string => `${base.replace(/\/+$/, '')}/${key}`;
  return { fetchUrl: url, pushUrl: url };
}

export function cacheStorage(payload: JobPayload, env: CompileEnv): Storage | undefined {
  const settings = payload.cache_settings ?? payload.cache_options;
  return settings ? objectStorage(settings, env) : ownStorage(payload);
}

export function workspaceStorage(payload: JobPayload, env: CompileEnv): Storage | undefined {
  return payload.workspace ? objectStorage(payload.workspace, env) : cacheStorage(payload, env);
}

/** Are keys those of the installation's own storage, without the repository's id? */
export function isOwnStorage(payload: JobPayload): boolean {
  return !payload.cache_settings && !payload.cache_options && ownStorage(payload) !== undefined;
}
