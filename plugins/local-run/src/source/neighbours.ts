import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PayloadClone } from '@turnpike/sdk';
import type { Project } from './find-project.js';
import { git, tryGit } from './git.js';

/** What the copy that is built does not tell: where its project lies, and the submodules that are checked out in it. */
export type Neighbours = Pick<PayloadClone, 'original' | 'submodules'>;

/** Submodules of submodules, so deep at the most. */
const DEPTH = 8;

export async function findNeighbours({ folder, isRepository }: Project): Promise<Neighbours> {
  if (!isRepository || !existsSync(join(folder, '.gitmodules'))) return {};
  const origin = await tryGit(folder, ['remote', 'get-url', 'origin']);
  const submodules = Object.fromEntries(await checkedOut(folder, DEPTH));
  return { original: addressOf(origin || folder, folder), submodules };
}

/** Without what lets somebody in; a folder as an address, for git maps only those. */
function addressOf(url: string, folder: string): string {
  if (/^\.{0,2}\//.test(url)) return `file://${resolve(folder, url)}`;
  if (!URL.canParse(url)) return url; // host:path
  const address = new URL(url);
  if (!/^(https?|ftps?):$/.test(address.protocol)) return url;
  address.username = address.password = '';
  return address.href;
}

/** Address, as git has resolved it, and folder of each that is there. */
async function checkedOut(folder: string, depth: number): Promise<readonly [string, string][]> {
  if (depth === 0 || !existsSync(join(folder, '.gitmodules'))) return [];
  const listed = await git(folder, [
    'config',
    '-z',
    '--file',
    '.gitmodules',
    '--get-regexp',
    '\\.path$',
  ]);
  const found: [string, string][] = [];
  for (const line of listed.split('\0').filter(Boolean)) {
    const [key = '', path = ''] = line.split('\n');
    const place = join(folder, path);
    if (!existsSync(join(place, '.git'))) continue;
    const url = await tryGit(folder, ['config', '--get', key.replace(/path$/, 'url')]);
    if (url) found.push([addressOf(url, folder), place]);
    found.push(...(await checkedOut(place, depth - 1)));
  }
  return found;
}
