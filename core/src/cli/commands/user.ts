import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { confirm } from '../confirm.js';
import { answer, table } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';
import { tokenTable } from './token.js';

interface AddFlags extends ServerFlags {
  readonly name?: string;
  readonly email?: string;
  readonly admin?: boolean;
}

const CHANGES = [
  ['suspend', 'Ends all sessions and API tokens of a user, and lets them in no more.', 'suspended'],
  ['reactivate', 'Lets a suspended user log in again.', 'reactivated'],
  ['promote', 'Makes a user an administrator.', 'promoted'],
  ['demote', 'Makes an administrator a user like others.', 'demoted'],
] as const;

type Change = (typeof CHANGES)[number][0];

interface RemoveFlags extends ServerFlags {
  readonly yes?: boolean;
}

export function register(program: Command, session: Session): void {
  const user = program
    .command('user')
    .summary('add, list, suspend and remove users, their tokens and sessions');
  withServer(user.command('add <login>'))
    .description('Adds a user and prints a one-time link with which they set their password.')
    .option('--name <name>', 'full name')
    .option('--email <address>', 'for notifications')
    .option('--admin', 'may do everything')
    .action((login: string, flags: AddFlags) => add(login, flags, session));
  withServer(user.command('list'))
    .description('Lists users.')
    .action((flags: ServerFlags) => list(flags, session));
  withServer(user.command('reset-password <login>'))
    .description(
      'Ends all sessions and API tokens of a user and prints a one-time link for a new password.',
    )
    .action((login: string, flags: ServerFlags) => reset(login, flags, session));
  withServer(user.command('reset-second-factor <login>'))
    .description('Removes the second factor of a user who has lost it.')
    .action((login: string, flags: ServerFlags) => resetFactor(login, flags, session));
  for (const [change, what, done] of CHANGES) {
    withServer(user.command(`${change} <login>`))
      .description(what)
      .action((login: string, flags: ServerFlags) =>
        changeUser({ login, change, done }, flags, session),
      );
  }
  withServer(user.command('remove <login>'))
    .description('Removes a user with their tokens, sessions and rights. Their builds stay.')
    .option('--yes', 'do not ask')
    .action((login: string, flags: RemoveFlags) => remove(login, flags, session));
  withServer(user.command('tokens <login>'))
    .description('Lists the API tokens of a user.')
    .action((login: string, flags: ServerFlags) => tokens(login, flags, session));
  withServer(user.command('sessions <login>'))
    .description('Lists the browsers in which a user is logged in.')
    .action((login: string, flags: ServerFlags) => sessions(login, flags, session));
  withServer(user.command('revoke <login> [id]'))
    .description('Ends one token or session of a user by its id, or all of them.')
    .action((login: string, id: string | undefined, flags: ServerFlags) =>
      revoke(login, id, flags, session),
    );
}

async function resetFactor(login: string, flags: ServerFlags, { io }: Session): Promise<void> {
  await (await apiFor(flags, io)).call('resetSecondFactor', { params: { login } });
  answer(
    io,
    flags,
    { login, second_factor: false },
    () => `${login} has no second factor any more.`,
  );
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const { users } = await (await apiFor(flags, io)).call('users');
  answer(io, flags, users, () =>
    table(
      users.map((one) => [
        one.login,
        one.admin === true ? 'administrator' : '',
        one.suspended_at ? `suspended ${one.suspended_at}` : '',
        one.email ?? '',
      ]),
    ),
  );
}

async function changeUser(
  {
    login,
    change,
    done,
  }: { readonly login: string; readonly change: Change; readonly done: string },
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const user = await (await apiFor(flags, io)).call(`${change}User`, { params: { login } });
  answer(io, flags, user, () => `${done} ${user.login}`);
}

async function remove(login: string, flags: RemoveFlags, { io }: Session): Promise<void> {
  await confirm(io, flags, `Remove the user ${login}, with tokens, sessions and rights?`);
  await (await apiFor(flags, io)).call('removeUser', { params: { login } });
  answer(io, flags, { removed: login }, () => `removed ${login}`);
}

async function tokens(login: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const found = await (await apiFor(flags, io)).call('userTokens', { params: { login } });
  answer(io, flags, found.tokens, () => tokenTable(found.tokens));
}

async function sessions(login: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const found = await api.call('userSessions', { params: { login } });
  answer(io, flags, found.sessions, () =>
    table(
      found.sessions.map((one) => [
        one.id,
        `used ${one.used_at ?? one.created_at}`,
        one.address ?? '',
        one.agent ?? '',
      ]),
    ),
  );
}

/** Ids of tokens are numbers of a few digits, those of sessions sixteen signs. */
async function revoke(
  login: string,
  id: string | undefined,
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const kind = /^\d{1,15}$/.test(id ?? '') ? 'token' : 'session';
  if (id === undefined) await api.call('revokeAccess', { params: { login } });
  else {
    const name = kind === 'token' ? 'revokeUserToken' : 'endUserSession';
    await api.call(name, { params: { login, id } });
  }
  const ended = id === undefined ? 'all tokens and sessions' : `the ${kind} ${id}`;
  answer(io, flags, { revoked: id ?? 'all' }, () => `ended ${ended} of ${login}`);
}

async function add(login: string, flags: AddFlags, { io }: Session): Promise<void> {
  const { name, email, admin } = flags;
  const body = {
    login,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(admin === undefined ? {} : { admin }),
  };
  const api = await apiFor(flags, io);
  const added = await withProgress(io, `adding ${login}`, () => api.call('createUser', { body }));
  answer(io, flags, added, () => `added ${login}; to log in once: ${added.url}`);
}

async function reset(login: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const link = await withProgress(io, `resetting ${login}`, () =>
    api.call('resetPassword', { params: { login } }),
  );
  answer(io, flags, link, () => `to set a new password: ${link.url}`);
}
