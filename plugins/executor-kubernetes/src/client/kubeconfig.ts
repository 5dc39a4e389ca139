import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { ConfigError, z } from '@turnpike/sdk';
import type { ClusterAccess } from './access.js';
import { execCredential, execPlugin } from './exec-credential.js';
import { rereadToken } from './in-cluster.js';

const cluster = z.looseObject({
  server: z.string().regex(/^https?:\/\//, 'is not an http(s) address'),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
  'proxy-url': z.never('is not supported: reach the API server without a proxy').optional(),
});
const user = z.looseObject({
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  exec: execPlugin.optional(),
  as: z.never('is not supported: name a user of its own').optional(),
  'auth-provider': z.never('is gone from Kubernetes: use `exec`').optional(),
});
const named = <T extends z.ZodType>(key: string, value: T) =>
  z.array(z.looseObject({ name: z.string(), [key]: value }));
const Kubeconfig = z.looseObject({
  'current-context': z.string().optional(),
  contexts: named(
    'context',
    z.looseObject({ cluster: z.string(), user: z.string(), namespace: z.string().optional() }),
  ),
  clusters: named('cluster', z.looseObject({})),
  users: named('user', z.looseObject({})),
});

/**
 * Access by a kubeconfig file, by its current context unless one is named. What the file says and we do not do is
 * refused, but only in the cluster and the user that are meant.
 *
 * @throws ConfigError naming file and key.
 */
export async function kubeconfigAccess(path: string, context?: string): Promise<ClusterAccess> {
  const file = resolve(path);
  const config = check(file, '', Kubeconfig, await readYaml(file));
  const wanted = context ?? config['current-context'] ?? '';
  const chosen = find(file, config.contexts, 'context', wanted) as {
    cluster: string;
    user: string;
    namespace?: string;
  };
  const server = check(
    file,
    `clusters.${chosen.cluster}`,
    cluster,
    find(file, config.clusters, 'cluster', chosen.cluster),
  );
  const who = check(
    file,
    `users.${chosen.user}`,
    user,
    find(file, config.users, 'user', chosen.user),
  );
  const part = async (data?: string, from?: string): Promise<Buffer | undefined> => {
    if (data !== undefined) return Buffer.from(data, 'base64');
    return from === undefined ? undefined : readFile(resolve(dirname(file), from));
  };
  const [ca, cert, key] = await Promise.all([
    part(server['certificate-authority-data'], server['certificate-authority']),
    part(who['client-certificate-data'], who['client-certificate']),
    part(who['client-key-data'], who['client-key']),
  ]).catch((cause: unknown) => {
    throw unusable(file, '', `names a file that cannot be read: ${(cause as Error).message}`);
  });
  return {
    server: server.server.replace(/\/+$/, ''),
    tls: {
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
      ...(server['tls-server-name'] && { servername: server['tls-server-name'] }),
      ...(server['insecure-skip-tls-verify'] && { rejectUnauthorized: false }),
    },
    headers: headersOf(file, who),
    ...(chosen.namespace && { namespace: chosen.namespace }),
    source: `the context ${wanted} of ${file}`,
  };
}

function headersOf(file: string, who: z.infer<typeof user>): ClusterAccess['headers'] {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const { token, tokenFile, username, password, exec } = who;
  if (token !== undefined) return async () => bearer(token);
  if (tokenFile !== undefined) {
    const read = rereadToken(() => readFile(resolve(dirname(file), tokenFile), 'utf8'));
    return async (again) => bearer(await read(again));
  }
  if (exec) {
    const ask = execCredential(exec, dirname(file));
    return async (again) => bearer(await ask(again));
  }
  if (username === undefined) return async () => ({});
  const pair = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return async () => ({ authorization: `Basic ${pair}` });
}

async function readYaml(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw unusable(file, '', `cannot be read: ${(error as Error).message}`);
  }
}

function find(
  file: string,
  list: readonly Readonly<Record<string, unknown>>[],
  key: string,
  name: string,
): unknown {
  const found = list.find((one) => one['name'] === name);
  if (found) return found[key];
  const known = list.map((one) => String(one['name'])).join(', ') || 'none';
  throw unusable(file, `${key}s`, `has no ${key} \`${name}\`; it has: ${known}`);
}

function check<T extends z.ZodType>(file: string, at: string, type: T, value: unknown): z.infer<T> {
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = [at, ...(issue?.path.map(String) ?? [])].filter((part) => part !== '').join('.');
  throw unusable(file, place, `is not usable: \`${place || 'the file'}\` ${issue?.message ?? ''}`);
}

function unusable(file: string, place: string, what: string): ConfigError {
  return new ConfigError('TURNPIKE_CONFIG_INVALID', `The kubeconfig ${file} ${what}.`, {
    key: 'executor-kubernetes.kubeconfig',
    file,
    ...(place && { place }),
    wayOut: 'Correct the file; `kubectl --kubeconfig FILE get pods` shows whether it works.',
  });
}
