import { execFile } from 'node:child_process';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JobPayload } from '@turnpike/sdk';
import type { InstanceFolder } from './instance-folder.js';
import type { JobUser } from './job-user.js';

/** Path of the repository on this machine that the job will clone, if it is one (git rewrites only URLs). */
export function localSource(payload: JobPayload): string | undefined {
  const git = payload.config['git'] as { readonly clone?: unknown } | undefined;
  if (git?.clone === false) return undefined;
  const url = payload.turnpike?.clone?.url ?? payload.repository.source_url;
  return url?.startsWith('file:///') ? url.slice('file://'.length) : undefined;
}

/**
 * Gives the job a copy of a repository that its user or its namespace cannot reach, and has git take the copy
 * for the original. The files are shared by hard links only where the job's user could not change them.
 */
export async function lendSource(
  source: string,
  folder: InstanceFolder,
  user: JobUser | undefined,
  signal: AbortSignal,
): Promise<void> {
  const copy = join(folder.path, 'source.git');
  const links = user ? '--local' : '--no-hardlinks';
  const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'safe.directory=*'];
  const args = [...safe, 'clone', '--quiet', '--mirror', links, '--', source, copy];
  await promisify(execFile)('git', args, { signal, env: gitEnv() });
  const config = join(folder.home, '.gitconfig');
  await writeFile(config, gitConfig(source, copy));
  if (user) await chown(config, user.uid, user.gid);
}

function gitEnv(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' };
}

function gitConfig(source: string, copy: string): string {
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  return [
    `[url ${quoted(`file://${copy}`)}]`,
    `\tinsteadOf = ${quoted(`file://${source}`)}`,
    '[safe]',
    `\tdirectory = ${quoted(copy)}`,
    '',
  ].join('\n');
}
