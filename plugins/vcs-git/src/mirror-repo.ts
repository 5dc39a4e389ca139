import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RepoAccess } from '@turnpike/sdk';
import { runGit } from './git.js';
import type { RemoteLocation } from './location.js';
import type { OpenOptions, OpenRepo } from './open-repo.js';
import { isFullSha } from './refs.js';
import { runRemote, URL_PLACE } from './remote.js';
import { createTurns } from './turns.js';

const EVERYTHING = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
/** Progress is not shown to anybody: it is what tells a long fetch from one that hangs. */
const FETCH = [
  'fetch',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-tags',
  '--progress',
];
const LIST = ['ls-remote', '--heads', '--tags', '--quiet', '--end-of-options', URL_PLACE];
const inTurn = createTurns();

/** A remote repository, read from a bare mirror in the plugin's folder. The URL is not stored in it. */
export function openMirror(options: OpenOptions, r: RepoAccess, remote: RemoteLocation): OpenRepo {
  const folder = join(options.mirrors, mirrorName(r.repository.id, remote.url));
  const speak = (cwd: string, args: readonly string[]) =>
    runRemote(options, remote, r.credential, { cwd, args });
  const fetch = async (flags: readonly string[], specs: readonly string[]) => {
    await ensureMirror(folder);
    const args = [...FETCH, ...flags, '--end-of-options', URL_PLACE, ...specs];
    await retryLocked(() => speak(folder, args));
  };
  return {
    local: false,
    object: async (name) => {
      await ensureMirror(folder);
      return options.readers.read(folder, name);
    },
    read: async (args) => {
      await ensureMirror(folder);
      return runGit({ cwd: folder, args });
    },
    refs: async (name) => {
      await mkdir(options.mirrors, { recursive: true });
      const only = name === undefined ? [] : [name, `${name}^{}`];
      return parseRemoteRefs(await speak(options.mirrors, [...LIST, ...only]));
    },
    refresh: () => inTurn(folder, () => fetch(['--prune', '--force'], EVERYTHING)),
    fetchSha: async (sha) => {
      if (isFullSha(sha)) await inTurn(`${folder} ${sha}`, () => fetch([], [sha]));
    },
  };
}

/** A folder of its own for each address: what was read at another one is not mixed in. */
export function mirrorName(id: number, url: string): string {
  return `${id}-${digest(url)}.git`;
}

function digest(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 16);
}

/** `ls-remote` names annotated tags twice: the second, `^{}`, is the commit. */
function parseRemoteRefs(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, sha, name] = /^([0-9a-f]+)\t(refs\/(?:heads|tags)\/.+)$/.exec(line) ?? [];
    if (sha && name) refs.set(name.replace(/\^\{\}$/, ''), sha);
  }
  return refs;
}

/** Made beside and renamed, so that a half-made mirror is never found. */
async function ensureMirror(folder: string): Promise<void> {
  if (await stat(join(folder, 'HEAD')).catch(() => undefined)) return;
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  await runGit({ cwd: draft, args: ['init', '--bare', '--quiet'] });
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
}

/** Another process may fetch into the same mirror; its locks last for moments. */
async function retryLocked(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      const locked = /unable to create .*\.lock|cannot lock ref|file exists/i.test(String(error));
      if (!locked || attempt === 5) throw error;
      await sleep(100 * 2 ** attempt);
    }
  }
}
