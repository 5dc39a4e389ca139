import { stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { safeGit } from './safe-git.js';

/** As many submodules of one project are lent at the most. */
const MOST = 50;

/**
 * Submodules of a repository on this machine that lie beside it: folders by the address as git resolves it. What is
 * beside it only by a pusher's word may be somebody else's: it has to have the same owner, and to be open to as many.
 *
 * @param repository whose commit says what its submodules are: a copy that may be read without care.
 * @param source where the original lies; relative addresses start there.
 */
export async function submodulesBeside(
  repository: string,
  source: string,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const waiting: (readonly [place: string, at: string, commit: string])[] = [
    [repository, source, commit],
  ];
  for (let next = waiting.shift(); next && found.size < MOST; next = waiting.shift()) {
    const [place, at, from] = next;
    for (const url of await urlsIn(place, from)) {
      const address = url.startsWith('/') ? `file://${url}` : resolved(url, at);
      const folder = decoded(address);
      if (folder === undefined || found.has(address) || !(await mayLend(folder, source))) continue;
      found.set(address, folder);
      waiting.push([folder, folder, 'HEAD']);
    }
  }
  return found;
}

async function urlsIn(place: string, commit: string): Promise<readonly string[]> {
  const words = ['-C', place, 'config', '-z', '--blob', `${commit}:.gitmodules`];
  const args = [...words, '--get-regexp', '^submodule\\..*\\.url$'];
  const { stdout } = await safeGit(args).catch(() => ({ stdout: '' })); // none
  return stdout
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice(line.indexOf('\n') + 1));
}

/** As `git submodule` does it, textually. */
function resolved(url: string, source: string): string {
  if (!/^\.\.?\//.test(url)) return url;
  let base = `file://${source.replace(/\/+$/, '')}`;
  let rest = url;
  for (let part = /^(\.\.?)\/(.*)$/s.exec(rest); part; part = /^(\.\.?)\/(.*)$/s.exec(rest)) {
    if (part[1] === '..') base = base.slice(0, base.lastIndexOf('/'));
    rest = part[2] ?? '';
  }
  return `${base}/${rest}`.replace(/\/+$/, '');
}

function decoded(address: string): string | undefined {
  return address.startsWith('file:///') ? address.slice('file://'.length) : undefined;
}

const READ_BY_OTHERS = 0o055;

async function mayLend(folder: string, source: string): Promise<boolean> {
  if (relative(dirname(source), folder).startsWith('..')) return false;
  try {
    const [own, other] = [await stat(source), await stat(folder)];
    const isAsOpen = (own.mode & READ_BY_OTHERS & ~other.mode) === 0;
    await safeGit(['-C', folder, 'rev-parse', '--git-dir']);
    return own.uid === other.uid && isAsOpen;
  } catch {
    return false; // not there, or no repository
  }
}
