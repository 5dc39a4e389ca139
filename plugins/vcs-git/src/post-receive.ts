import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, isTurnpikeError, type RepoAccess, type WebhookTarget } from '@turnpike/sdk';
import { EVENT_HEADER, GUID_HEADER, SIGNATURE_HEADER } from './delivery.js';
import { runGit } from './git.js';
import { assertRepository } from './local-repo.js';
import { parseLocation } from './location.js';

const MARK = '# Installed by Turnpike.';
/** More refs than this in one push are left to the poll. */
const MOST_REFS = 20;

/**
 * Makes a repository of this machine tell us of each push. A hook that is there already is kept: it
 * runs first, and its answer stays the hook's answer. Repeatable.
 * Throws InputError for repositories elsewhere, with what to do there.
 */
export async function installPostReceive(r: RepoAccess, hook: WebhookTarget): Promise<string> {
  const location = parseLocation(r.repository.cloneUrl);
  if (location.kind !== 'local') throw notHere(hook);
  return writeHook(location.path, hook).catch((error: unknown) => {
    throw isTurnpikeError(error) ? error : notWritable(location.path, error);
  });
}

async function writeHook(path: string, hook: WebhookTarget): Promise<string> {
  const folder = await hooksFolder(path);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'post-receive');
  await mkdir(join(folder, 'turnpike'), { recursive: true, mode: 0o700 });
  const target = JSON.stringify({ url: hook.url, secret: hook.secret });
  await writeFile(join(folder, 'turnpike', 'target.json'), target, { mode: 0o600 });
  await writeFile(join(folder, 'turnpike', 'send.mjs'), sender(), { mode: 0o644 });
  const draft = join(folder, 'turnpike', 'post-receive.new');
  await writeFile(draft, script(process.execPath), { mode: 0o755 });
  await chmod(draft, 0o755);
  // Last, when all that it needs is there: a hook that cannot be written changes nothing.
  await keepForeignHook(file, join(folder, 'turnpike', 'post-receive.before'));
  await rename(draft, file);
  return `A post-receive hook in ${folder} sends each push to ${hook.url}.`;
}

/**
 * Takes the hook away that sends to this address, and puts back what was there before. undefined: there is none.
 * Throws InputError for repositories elsewhere.
 */
export async function removePostReceive(r: RepoAccess, url: string): Promise<string | undefined> {
  const location = parseLocation(r.repository.cloneUrl);
  if (location.kind !== 'local') throw notRemovableHere(url);
  if (!(await stat(location.path).catch(() => undefined))) return undefined;
  return takeHookAway(location.path, url).catch((error: unknown) => {
    throw isTurnpikeError(error) ? error : notWritable(location.path, error);
  });
}

async function takeHookAway(path: string, url: string): Promise<string | undefined> {
  const folder = await hooksFolder(path);
  const file = join(folder, 'post-receive');
  const own = join(folder, 'turnpike');
  const target = await readFile(join(own, 'target.json'), 'utf8').catch(ifMissing);
  if ((JSON.parse(target) as { readonly url?: string }).url !== url) return undefined;
  const text = await readFile(file, 'utf8').catch(() => '');
  // Somebody's own hook may stand there by now: what ours kept for them stays too.
  if (!text.includes(MARK)) await rm(join(own, 'target.json'), { force: true });
  else await putBack(file, own);
  return `The post-receive hook in ${folder} that sent to ${url} is gone.`;
}

/** What cannot be looked at may be there. */
function ifMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '{}';
  throw error;
}

async function putBack(file: string, own: string): Promise<void> {
  const before = join(own, 'post-receive.before');
  if (await stat(before).catch(() => undefined)) await rename(before, file);
  else await rm(file, { force: true });
  await rm(own, { recursive: true, force: true });
}

/** Where git looks for hooks, by the repository's own settings alone. */
async function hooksFolder(path: string): Promise<string> {
  await assertRepository(path);
  const find = ['rev-parse', '--absolute-git-dir'];
  const gitDir = (await runGit({ cwd: path, args: find })).trim();
  const args = ['config', '--local', '--path', '--get', 'core.hooksPath'];
  const own = (await runGit({ cwd: gitDir, args }).catch(() => '')).trim();
  return own === '' ? join(gitDir, 'hooks') : own.startsWith('/') ? own : join(gitDir, own);
}

async function keepForeignHook(file: string, kept: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || text.includes(MARK)) return;
  if (await stat(kept).catch(() => undefined)) return;
  await rename(file, kept);
}

/**
 * Reads all refs, lets a hook that was there before have them too, and sends in the background: a push
 * neither waits for us nor fails because of us. Refs are peeled so that a tag names its commit.
 */
function script(node: string): string {
  const quoted = `'${node.replaceAll("'", `'\\''`)}'`;
  return `#!/bin/sh
${MARK} Tells the CI server of each push; never delays or fails one.
here=$(cd "$(dirname "$0")" && pwd)
lines=$(cat)
status=0
if [ -x "$here/turnpike/post-receive.before" ]; then
  printf '%s\\n' "$lines" | "$here/turnpike/post-receive.before" "$@" || status=$?
fi
node=${quoted}
[ -x "$node" ] || node=$(command -v node) || exit $status
(
  printf '%s\\n' "$lines" | head -n ${MOST_REFS} | while read -r before after ref; do
    commit=$(git rev-parse --quiet --verify "$after^{commit}" 2>/dev/null) || commit=$after
    printf '%s %s %s\\n' "$before" "$commit" "$ref"
  done | "$node" "$here/turnpike/send.mjs"
) </dev/null >/dev/null 2>&1 &
exit $status
`;
}

/** Runs in the repository, without this package: only what Node brings. */
function sender(): string {
  return `// Installed by Turnpike: sends the lines "before after ref" of a push, signed.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { url, secret } = JSON.parse(readFileSync(new URL('target.json', import.meta.url), 'utf8'));
const pusher = process.env.GL_USERNAME ?? process.env.REMOTE_USER ?? process.env.USER ?? null;

async function send(line) {
  const [before, after, ...ref] = line.split(' ');
  const body = JSON.stringify({ ref: ref.join(' '), before, after, pusher });
  const headers = {
    'content-type': 'application/json',
    '${EVENT_HEADER}': 'push',
    '${GUID_HEADER}': randomUUID(),
    '${SIGNATURE_HEADER}': 'sha256=' + createHmac('sha256', secret).update(body).digest('hex'),
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const signal = AbortSignal.timeout(10000);
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      if (answer.status < 500) return;
    } catch {
      // The server is away: its poll finds the push later.
    }
    await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt));
  }
}

for (const line of readFileSync(0, 'utf8').split('\\n')) if (line !== '') await send(line);
`;
}

/** The folder belongs to somebody else, is read-only or full. */
function notWritable(path: string, cause: unknown): InputError {
  const { code = 'failed' } = cause as { readonly code?: string };
  return new InputError(
    'TURNPIKE_INPUT_REFUSED',
    `The hook of ${path} cannot be written: ${code}.`,
    {
      file: path,
      wayOut:
        'Let the user of the server write to its hooks folder. Without a hook pushes are found by looking.',
    },
    cause,
  );
}

function notHere(hook: WebhookTarget): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', 'The repository is not on this machine.', {
    wayOut:
      `At its host, let a post-receive hook send {"ref","before","after"} to ${hook.url}, ` +
      `with ${EVENT_HEADER}, ${GUID_HEADER} and an HMAC-SHA256 in ${SIGNATURE_HEADER}, made with the secret ` +
      'that `turnpike repo hook show` tells. ' +
      'Without it, pushes are found by polling.',
  });
}

function notRemovableHere(url: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', 'The repository is not on this machine.', {
    wayOut: `At its host, take away the hook that sends to ${url}, if one was made there.`,
  });
}
