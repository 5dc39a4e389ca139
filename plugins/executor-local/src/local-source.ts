import { existsSync } from 'node:fs';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobPayload } from '@turnpike/sdk';
import type { InstanceFolder } from './instance-folder.js';
import type { JobUser } from './job-user.js';
import { submodulesBeside } from './lend-submodules.js';
import { safeGit } from './safe-git.js';

/** Path of the repository on this machine that the job will clone, if it is one (git rewrites only URLs). */
export function localSource(payload: JobPayload): string | undefined {
  const git = payload.config['git'] as { readonly clone?: unknown } | undefined;
  if (git?.clone === false) return undefined;
  const url = payload.turnpike?.clone?.url ?? payload.repository.source_url;
  return url?.startsWith('file:///') ? url.slice('file://'.length) : undefined;
}

/** Why the job cannot have its repository: it was renamed or removed, which is nothing of the platform's doing. */
export function whySourceGone(source: string | undefined): string | undefined {
  if (source === undefined || existsSync(source)) return undefined;
  if (/%[0-9a-f]{2}/i.test(source)) return undefined;
  return `There is no repository at ${source} any more. If it has moved, give its new address: turnpike repo set-url, or the repository's settings.`;
}

/**
 * Gives the job copies of repositories that its user or its namespace cannot reach: of its own, of the submodules that
 * lie beside it (not to forks, who name them), and of those that the payload names. git takes the copies for the
 * originals. The files are shared by hard links only where the job's user could not change them.
 */
export async function lendSource(
  source: string,
  payload: JobPayload,
  folder: InstanceFolder,
  user: JobUser | undefined,
  signal: AbortSignal,
): Promise<void> {
  const copies: Copy[] = [];
  async function lend(address: string, from: string): Promise<string> {
    const copy = join(folder.path, `source${copies.length > 0 ? `-${copies.length}` : ''}.git`);
    const links = user ? '--local' : '--no-hardlinks';
    await safeGit(['clone', '--quiet', '--mirror', links, '--', from, copy], signal);
    copies.push({ address, copy });
    return copy;
  }
  const own = await lend(`file://${source}`, source);
  const isOwn = payload.turnpike?.trust !== 'fork' && Boolean(payload.job.commit);
  const beside = isOwn ? await submodulesBeside(own, source, payload.job.commit ?? 'HEAD') : [];
  const named = Object.entries(payload.turnpike?.clone?.submodules ?? {});
  for (const [address, from] of new Map([...beside, ...named])) await lend(address, from);
  const config = join(folder.home, '.gitconfig');
  await writeFile(config, gitConfig(copies));
  if (user) await chown(config, user.uid, user.gid);
}

interface Copy {
  /** What the job's git asks for. */
  readonly address: string;
  readonly copy: string;
}

function gitConfig(copies: readonly Copy[]): string {
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  const lines = copies.flatMap(({ address, copy }) => [
    `[url ${quoted(`file://${copy}`)}]`,
    `\tinsteadOf = ${quoted(address)}`,
    '[safe]',
    `\tdirectory = ${quoted(copy)}`,
  ]);
  // Submodules from this machine are refused otherwise.
  return [...lines, '[protocol "file"]', '\tallow = always', ''].join('\n');
}
