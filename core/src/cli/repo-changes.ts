/** `turnpike repo set-url`, `set-token`, `set-visibility`, `key`, `hook`, `show`: what may change of a repository. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../contracts/errors.js';
import type { WireHookHealth, WireRepository } from '../contracts/wire.js';
import { apiFor, type ApiClient } from './api-client.js';
import { confirm } from './confirm.js';
import { readHostToken } from './host-token.js';
import { withServer, type ServerFlags } from './options.js';
import { answer } from './output.js';
import { withProgress } from './progress.js';
import type { Session } from './run-cli.js';

interface TokenFlags extends ServerFlags {
  readonly hostToken?: string;
}
interface KeyFlags extends ServerFlags {
  readonly rotate?: boolean;
  readonly yes?: boolean;
}
type Patch = Readonly<Record<string, unknown>>;
const TOKEN = [
  '--host-token <where>',
  'token of the code host: env:NAME, file:PATH, or - for standard input',
] as const;

export function registerRepoChanges(repo: Command, session: Session): void {
  withServer(repo.command('show <repo>'))
    .description('Shows a repository, and whether its host can be asked.')
    .action((name: string, flags: ServerFlags) => show(name, flags, session));
  withServer(repo.command('set-url <repo> <url-or-path>'))
    .description('Gives the address of a repository that has moved. Its builds stay.')
    .option(...TOKEN)
    .action((name: string, where: string, flags: TokenFlags) =>
      setUrl(name, where, flags, session),
    );
  withServer(repo.command('set-token <repo>'))
    .description('Gives the token that the code host wants; without one, takes it away.')
    .option(...TOKEN)
    .action((name: string, flags: TokenFlags) => setToken(name, flags, session));
  withServer(repo.command('set-visibility <repo> <public|private>'))
    .description('Says who sees a repository: everybody, or people with rights on it.')
    .action((name: string, visibility: string, flags: ServerFlags) =>
      setVisibility(name, visibility, flags, session),
    );
  withServer(repo.command('key <repo>'))
    .description(
      'Shows the public key with which `secure` values of a repository are encrypted. --rotate makes a new pair: what was encrypted with the old one cannot be read any more.',
    )
    .option('--rotate', 'make a new pair')
    .option('--yes', 'do not ask')
    .action((name: string, flags: KeyFlags) => key(name, flags, session));
  for (const verb of ['enable', 'disable'] as const)
    withServer(repo.command(`${verb} <repo>`))
      .description(SWITCH[verb])
      .action((name: string, flags: ServerFlags) => toggle(verb, name, flags, session));
  withServer(repo.command('hook <show|health|test|renew|install|remove> <repo>'))
    .description(
      'Shows where its host sends deliveries and their secret, asks how it does there, has a delivery sent, renews it, installs it there, or takes it away there.',
    )
    .action((verb: string, name: string, flags: ServerFlags) => hook(verb, name, flags, session));
}

const SWITCH = {
  enable:
    'Lets a repository build: sets up its webhook at the host, and for a private one a key that may read it.',
  disable: 'Stops a repository from building, and takes its webhook and key away at the host.',
} as const;

async function toggle(
  verb: keyof typeof SWITCH,
  name: string,
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const call = verb === 'enable' ? 'activate' : 'deactivate';
  const changed = await withProgress(io, `${verb} ${name}`, () =>
    api.call(call, { params: { repo: name } }),
  );
  const state = verb === 'enable' ? 'is built from now on' : 'is built no more';
  answer(io, flags, changed, () =>
    [`${changed.slug} ${state}`, ...(changed.hook ? [`hook: ${changed.hook.message}`] : [])].join(
      '\n',
    ),
  );
}

async function key(name: string, flags: KeyFlags, { io }: Session): Promise<void> {
  if (flags.rotate === true)
    await confirm(io, flags, `Make a new key of ${name}? What is encrypted must be so anew.`);
  const api = await apiFor(flags, io);
  const pair = await withProgress(io, `the key of ${name}`, () =>
    api.call(flags.rotate === true ? 'renewKeyPair' : 'keyPair', { params: { repo: name } }),
  );
  answer(io, flags, pair, () => `${pair.public_key.trimEnd()}\n${pair.fingerprint}`);
}

/** How installing went, as a line. */
export function hookText({ installed, message }: NonNullable<WireRepository['hook']>): string {
  return installed ? `hook: ${message}` : `hook: not installed. ${message}`;
}

async function show(name: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const found = await withProgress(io, 'reading the repository', () =>
    api.call('repository', { params: { repo: name } }),
  );
  answer(io, flags, found, () => repositoryText(found));
}

function repositoryText(found: WireRepository): string {
  const { slug, clone_url, private: hidden, health, moved } = found;
  const lines = [`${slug}  ${hidden ? 'private' : 'public'}  ${clone_url ?? ''}`];
  if (moved)
    lines.push(
      `was ${moved.from} until ${moved.at}: it moved at its host, and that name leads here`,
    );
  if (health?.state === 'failing')
    lines.push(`cannot be asked since ${health.since}: ${health.message}`, `→ ${health.way_out}`);
  return lines.join('\n');
}

async function change(name: string, patch: Patch, flags: ServerFlags, { io }: Session) {
  const api = await apiFor(flags, io);
  const changed = await withProgress(io, `changing ${name}`, () =>
    api.call('changeRepository', { params: { repo: name }, body: patch }),
  );
  answer(io, flags, changed, () => repositoryText(changed));
}

async function setUrl(name: string, where: string, flags: TokenFlags, session: Session) {
  const path = resolve(session.io.cwd, where);
  const url = !/^[a-z+]+:\/\//i.test(where) && existsSync(path) ? path : where;
  const token = flags.hostToken === undefined ? undefined : await tokenOf(flags, session);
  await change(name, { clone_url: url, token }, flags, session);
}

async function setToken(name: string, flags: TokenFlags, session: Session): Promise<void> {
  const token = flags.hostToken === undefined ? null : await tokenOf(flags, session);
  await change(name, { token }, flags, session);
}

function tokenOf({ hostToken = '' }: TokenFlags, { io }: Session): Promise<string> {
  return readHostToken(hostToken, io);
}

async function setVisibility(
  name: string,
  visibility: string,
  flags: ServerFlags,
  session: Session,
): Promise<void> {
  if (visibility !== 'public' && visibility !== 'private')
    throw new InputError('TURNPIKE_INPUT_INVALID', `${visibility} is neither public nor private.`);
  await change(name, { private: visibility === 'private' }, flags, session);
}

async function hook(
  verb: string,
  name: string,
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  if (verb === 'health' || verb === 'test') return askHook(verb, name, flags, io);
  if (verb !== 'show' && verb !== 'renew' && verb !== 'install' && verb !== 'remove')
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      `${verb} is none of show, health, test, renew, install, remove.`,
    );
  const api = await apiFor(flags, io);
  if (verb === 'remove') return removeHook(api, name, flags, io);
  const params = { repo: name };
  const found = await withProgress(io, `${verb} of the hook of ${name}`, () =>
    verb === 'show'
      ? api.call('hook', { params })
      : api.call('renewHook', { params, body: { renew: verb === 'renew' } }),
  );
  answer(io, flags, found, () =>
    [
      `url: ${found.url}`,
      `secret: ${found.secret ?? 'none'}`,
      ...(found.hook ? [hookText(found.hook)] : []),
    ].join('\n'),
  );
}

async function askHook(
  verb: 'health' | 'test',
  name: string,
  flags: ServerFlags,
  io: Session['io'],
): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { repo: name };
  if (verb === 'test') {
    const asked = await withProgress(io, `asking for a delivery to ${name}`, () =>
      api.call('testHook', { params }),
    );
    answer(io, flags, asked, () => asked.message);
    return;
  }
  const found = await withProgress(io, `asking after the hook of ${name}`, () =>
    api.call('hookHealth', { params }),
  );
  answer(io, flags, found, () => healthText(found));
}

function healthText({ installed, problem, last_delivery_at: last }: WireHookHealth): string {
  const state = installed === null ? 'not known' : installed ? 'installed' : 'not installed';
  return [
    `hook: ${state}${problem === null ? '' : `. ${problem}`}`,
    `last delivery: ${last ?? 'none'}`,
  ].join('\n');
}

async function removeHook(
  api: ApiClient,
  name: string,
  flags: ServerFlags,
  io: Session['io'],
): Promise<void> {
  const left = await withProgress(io, `taking the hook of ${name} away`, () =>
    api.call('removeHook', { params: { repo: name } }),
  );
  answer(io, flags, left, () =>
    left.state === 'gone' ? `hook: ${left.message}` : `hook: may be there. ${left.message}`,
  );
}
