/** `turnpike repo removed`: what removed repositories may have left at their hosts. */
import type { Command } from 'commander';
import { InputError } from '../contracts/errors.js';
import type { WireRemovedRepository } from '../contracts/wire.js';
import { apiFor } from './api-client.js';
import { readHostToken } from './host-token.js';
import { withServer, type ServerFlags } from './options.js';
import { answer } from './output.js';
import { withProgress } from './progress.js';
import type { Session } from './run-cli.js';

interface RemovedFlags extends ServerFlags {
  readonly hostToken?: string;
}
type Left = Pick<WireRemovedRepository, 'hook' | 'credential' | 'html_url' | 'clone_url'>;

export function registerRemoved(repo: Command, session: Session): void {
  withServer(repo.command('removed [verb] [id]'))
    .description(
      'Lists removed repositories that may have left a hook, token or key at their hosts. `removed unhook ID` takes the hook away there, `removed forget ID` takes it from the list.',
    )
    .option(
      '--host-token <where>',
      'token of the code host for `unhook`, used this once: env:NAME, file:PATH, or - for standard input',
    )
    .action((verb: string | undefined, id: string | undefined, flags: RemovedFlags) =>
      removed(verb, id, flags, session),
    );
}

async function removed(
  verb: string | undefined,
  id: string | undefined,
  flags: RemovedFlags,
  session: Session,
): Promise<void> {
  if (verb === undefined || verb === 'list') return list(flags, session);
  if ((verb !== 'unhook' && verb !== 'forget') || id === undefined)
    throw new InputError('TURNPIKE_INPUT_INVALID', `${verb} is none of unhook ID, forget ID.`, {
      wayOut: 'turnpike repo removed lists the ids.',
    });
  return verb === 'unhook' ? unhook(id, flags, session) : forget(id, flags, session);
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { removed_repositories: all } = await withProgress(io, 'reading removed repositories', () =>
    api.call('removedRepositories', { query: { limit: 100 } }),
  );
  answer(io, flags, all, () =>
    all.length === 0 ? 'No removed repository has left anything.' : all.map(entry).join('\n'),
  );
}

function entry(one: WireRemovedRepository): string {
  const at = one.removed_at.slice(0, 10);
  return [`${one.id}  ${one.slug}  removed ${at}`, ...leftText(one)].join('\n  ');
}

/** What is left at the host, a line each. */
export function leftText({ hook, credential, html_url, clone_url }: Left): readonly string[] {
  const place = html_url ?? clone_url;
  return [
    hook.state === 'gone' ? `hook: ${hook.message}` : `hook: may be there. ${hook.message}`,
    ...(hook.state === 'gone' ? [] : [`  it would send to ${hook.url}`]),
    ...(credential === null
      ? []
      : [`${WORDS[credential]}; forgotten here, valid until it is revoked at ${place}`]),
  ];
}

const WORDS = {
  token: 'token: one was given',
  basic: 'password: one was given',
  ssh: 'SSH key: one was given',
} as const;

async function unhook(id: string, flags: RemovedFlags, { io }: Session): Promise<void> {
  const token = flags.hostToken === undefined ? null : await readHostToken(flags.hostToken, io);
  const api = await apiFor(flags, io);
  const found = await withProgress(io, 'asking the host', () =>
    api.call('removeLeftHook', { params: { id }, body: { token } }),
  );
  answer(io, flags, found, () => entry(found));
}

async function forget(id: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  await api.call('forgetRemoved', { params: { id } });
  answer(io, flags, { forgotten: id }, () => `forgot ${id}`);
}
