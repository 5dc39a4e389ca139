/** The server's API for commands. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coreConfig } from '../contracts/config.js';
import { createClient, type Client } from '../contracts/client.js';
import { TurnpikeError } from '../contracts/errors.js';
import { resolveConfig } from '../config/config.js';
import { readSources } from '../config/sources.js';
import { pathsOf } from '../host/paths.js';
import type { Io } from './io.js';
import { configOptions, type ServerFlags } from './options.js';
import { savedServers } from './saved-servers.js';
import { isSameServer } from './server-address.js';

/** Of the server that a command speaks to. */
export type ApiClient = Client;

export interface Access {
  readonly url: string;
  readonly token: string;
}

/**
 * Flags, then environment, then the file that a server on this machine left, then the server that one logged in to
 * last. A token goes only where it belongs: the file's to the file's address, one of `turnpike login` to its server,
 * the environment's not to an address that a flag names instead of the environment's.
 */
async function findAccess(flags: ServerFlags, io: Io): Promise<Access> {
  const inEnvironment = io.env['TURNPIKE_URL'];
  const url = flags.url ?? inEnvironment;
  const token = flags.token ?? environmentToken(flags, io);
  if (url !== undefined && token !== undefined) return { url, token };
  const left = await readAccessFile(dataDirOf(flags, io));
  const known = [...(left ? [left] : []), ...(await savedServers(io))];
  const own = url === undefined ? known[0] : known.find((one) => isSameServer(url, one.url));
  if (!own && url === undefined) throw noServer();
  return { url: url ?? own?.url ?? '', token: token ?? own?.token ?? '' };
}

/** `TURNPIKE_TOKEN` is of `TURNPIKE_URL`; without one it is of whatever server is named. */
function environmentToken({ url }: ServerFlags, { env }: Io): string | undefined {
  const { TURNPIKE_URL: home, TURNPIKE_TOKEN: token } = env;
  if (url === undefined || home === undefined || isSameServer(url, home)) return token;
  return undefined;
}

/** `cli.json`, written by login-local at start. */
export async function readAccessFile(dataDir: string): Promise<Access | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'cli.json'), 'utf8')) as Access;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Plugins are not loaded for it: their keys are not judged here. */
function dataDirOf(flags: ServerFlags, io: Io): string {
  const sources = readSources(configOptions(flags, io));
  const { values } = resolveConfig(sources, []);
  const dataDir = coreConfig.shape.dataDir.safeParse(values['dataDir']).data;
  return pathsOf({ dataDir: dataDir ?? 'data' }, sources.root).dataDir;
}

function noServer(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE', 'No server is known.', {
    wayOut:
      'Start it here (turnpike start), log in to one (turnpike login URL), or name it by --url and --token.',
  });
}

export function createApiClient(access: Access): ApiClient {
  return createClient(access);
}

export async function apiFor(flags: ServerFlags, io: Io): Promise<ApiClient> {
  return createApiClient(await findAccess(flags, io));
}
