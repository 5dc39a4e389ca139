/** How a pod reaches the API of its cluster: by the files and variables that Kubernetes gives it. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { ConfigError, TurnpikeError } from '../../contracts/errors.js';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const TIMEOUT_MS = 30_000;

export interface ClusterAccess {
  readonly host: string;
  readonly port: string;
  readonly ca: string;
  readonly token: string;
  readonly namespace: string;
}

export interface ClusterAnswer {
  readonly status: number;
  /** What the server said, parsed. */
  readonly body: unknown;
}

export interface ClusterCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

/** `folder`: where the token of the service account is mounted. */
export function clusterAccess(env: Environment, folder = SERVICE_ACCOUNT): ClusterAccess {
  const host = env['KUBERNETES_SERVICE_HOST'];
  if (host === undefined) throw notInCluster('KUBERNETES_SERVICE_HOST is not set');
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      throw notInCluster(`${join(folder, name)} cannot be read`, error);
    }
  };
  return {
    host,
    port: env['KUBERNETES_SERVICE_PORT_HTTPS'] ?? env['KUBERNETES_SERVICE_PORT'] ?? '443',
    ca: read('ca.crt'),
    token: read('token').trim(),
    namespace: read('namespace').trim(),
  };
}

function notInCluster(why: string, cause?: unknown): ConfigError {
  return new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    `This is no pod that may ask its cluster: ${why}.`,
    { wayOut: 'Run it as the chart does, with a service account, or write to a folder: --folder.' },
    cause,
  );
}

/** Any answer, whatever its status; throws where there is none. */
export function askCluster(access: ClusterAccess, call: ClusterCall): Promise<ClusterAnswer> {
  const text = call.body === undefined ? undefined : JSON.stringify(call.body);
  const type = call.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: access.host,
        port: access.port,
        ca: access.ca,
        method: call.method,
        path: call.path,
        timeout: TIMEOUT_MS,
        headers: {
          authorization: `Bearer ${access.token}`,
          accept: 'application/json',
          ...(text === undefined ? {} : { 'content-type': type }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => reject(away(access, error)));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) }),
        );
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    asked.on('error', (error) => reject(away(access, error)));
    asked.end(text);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return { message: bytes.toString().slice(0, 300) };
  }
}

function away({ host, port }: ClusterAccess, cause: unknown): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_REMOTE_UNAVAILABLE',
    `The API server of the cluster (${host}:${port}) does not answer: ${(cause as Error).message}.`,
    { wayOut: 'Let network policies allow it; the Job tries again by itself.' },
    cause,
  );
}
