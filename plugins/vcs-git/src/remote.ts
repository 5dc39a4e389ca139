import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Outbound, OutboundPlace, VcsCredential } from '@turnpike/sdk';
import { isMoved, movedTo } from './git-error.js';
import { runGit, type GitCall } from './git.js';
import type { RemoteLocation } from './location.js';
import { whereMoved } from './where-moved.js';

export interface RemoteOptions {
  readonly outbound: Pick<Outbound, 'resolve' | 'fetch'>;
  /** Keeps the keys of SSH hosts as first seen. */
  readonly knownHosts: string;
}

type Settings = readonly (readonly [string, string])[];

/**
 * Runs a git command that speaks to the remote, with `URL` in the arguments replaced by its URL. The
 * host is judged and pinned first; redirects are refused, since they would not be judged.
 * Throws InputError TURNPIKE_URL_FORBIDDEN, ExternalHostError.
 */
export async function runRemote(
  options: RemoteOptions,
  remote: RemoteLocation,
  credential: VcsCredential | null,
  call: Pick<GitCall, 'cwd' | 'args' | 'silenceMs'>,
): Promise<string> {
  const place = await options.outbound.resolve(remote.host, remote.port);
  const address = place.addresses[0] ?? remote.host;
  const used = credential ?? remote.credential;
  const url = remote.kind === 'git' ? pinnedGitUrl(remote, address) : remote.url;
  const args = call.args.map((arg) => (arg === URL_PLACE ? url : arg));
  if (remote.kind === 'http')
    return runGit({ ...call, args, config: httpSettings(remote, place, used) }).catch(
      async (error: unknown) => {
        if (!isMoved(error)) throw error;
        const header = authorization(used)?.replace(/^Authorization: /, '');
        throw movedTo(error, await whereMoved(options.outbound, remote.url, header));
      },
    );
  if (remote.kind === 'git')
    return runGit({ ...call, args, config: [['protocol.git.allow', 'always']] });
  return withKey(used, (key) =>
    runGit({
      ...call,
      args,
      config: [['protocol.ssh.allow', 'always']],
      sshCommand: sshCommand(options, remote, address, key),
    }),
  );
}

/** Stands for the URL in the arguments of `runRemote`. */
export const URL_PLACE = '\0url';

function httpSettings(
  remote: RemoteLocation,
  place: OutboundPlace,
  credential: VcsCredential | null,
): Settings {
  const scheme = new URL(remote.url).protocol.slice(0, -1);
  const numeric = place.addresses.map((address) => (isIPv6(address) ? `[${address}]` : address));
  const pinned = `${remote.host}:${remote.port}:${numeric.join(',')}`;
  const way = place.proxy
    ? (['http.proxy', place.proxy] as const)
    : (['http.curloptResolve', pinned] as const);
  const header = authorization(credential);
  return [
    [`protocol.${scheme}.allow`, 'always'],
    ['http.followRedirects', 'false'],
    way,
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '60'],
    ...(header ? [['http.extraHeader', header] as const] : []),
  ];
}

/** A bare token is a password; hosts differ in the user they want with it, and accept any of these. */
function authorization(credential: VcsCredential | null): string | undefined {
  if (!credential || credential.kind === 'ssh') return undefined;
  const [user, password] =
    credential.kind === 'token'
      ? ['x-access-token', credential.token]
      : [credential.user, credential.password];
  return `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function pinnedGitUrl(remote: RemoteLocation, address: string): string {
  const url = new URL(remote.url);
  return `git://${isIPv6(address) ? `[${address}]` : address}:${remote.port}${url.pathname}`;
}

function sshCommand(
  options: RemoteOptions,
  remote: RemoteLocation,
  address: string,
  key: string | undefined,
): string {
  const words = [
    'ssh',
    ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=accept-new', '-o', 'ConnectTimeout=20'],
    ...['-o', `UserKnownHostsFile=${options.knownHosts}`],
    ...['-o', `HostName=${address}`, '-o', `HostKeyAlias=${remote.host}`],
    ...(key ? ['-o', 'IdentitiesOnly=yes', '-i', key] : []),
  ];
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

async function withKey<T>(
  credential: VcsCredential | null,
  work: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (credential?.kind !== 'ssh') return work(undefined);
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-key-'));
  try {
    const file = join(folder, 'key');
    await writeFile(file, credential.privateKey.trimEnd() + '\n', { mode: 0o600 });
    await chmod(file, 0o600);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
