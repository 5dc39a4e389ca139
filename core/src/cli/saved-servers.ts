/** What `turnpike login` keeps for this user: a token for each server, in a file that nobody else reads. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../contracts/errors.js';
import type { Access } from './api-client.js';
import type { Io } from './io.js';
import { isSameServer } from './server-address.js';

const schema = z.array(z.object({ url: z.string(), token: z.string() }));

/** The last one that was logged in to first. Throws InputError for a file that is none of ours. */
export async function savedServers({ env }: Pick<Io, 'env'>): Promise<readonly Access[]> {
  const file = fileOf(env);
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '[]';
    throw error;
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const wayOut = 'Remove it and log in anew.';
    throw new InputError('TURNPIKE_INPUT_INVALID', `${file} cannot be read.`, { wayOut }, error);
  }
}

/** In front of the others, in place of what was kept for this server. */
export async function saveServer(io: Pick<Io, 'env'>, access: Access): Promise<void> {
  await write(io, [access, ...without(await savedServers(io), access.url)]);
}

/** false: nothing was kept for it. */
export async function forgetServer(io: Pick<Io, 'env'>, url: string): Promise<boolean> {
  const before = await savedServers(io);
  const left = without(before, url);
  if (left.length < before.length) await write(io, left);
  return left.length < before.length;
}

function without(servers: readonly Access[], url: string): readonly Access[] {
  return servers.filter((one) => !isSameServer(one.url, url));
}

async function write({ env }: Pick<Io, 'env'>, servers: readonly Access[]): Promise<void> {
  const file = fileOf(env);
  if (file === undefined)
    throw new InputError('TURNPIKE_INPUT_INVALID', 'There is no folder to keep a token in.', {
      wayOut: 'Set HOME or XDG_CONFIG_HOME.',
    });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(servers, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

function fileOf({ XDG_CONFIG_HOME: given, HOME: home }: Io['env']): string | undefined {
  const base = given || (home && join(home, '.config'));
  return base && join(base, 'turnpike', 'servers.json');
}
