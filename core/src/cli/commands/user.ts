import type { Command } from 'commander';
import type { WireUserLink } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface AddFlags extends ServerFlags {
  readonly name?: string;
  readonly email?: string;
  readonly admin?: boolean;
}

export function register(program: Command, session: Session): void {
  const user = program.command('user').summary('add users, reset passwords');
  withServer(user.command('add <login>'))
    .description('Adds a user and prints a one-time link with which they set their password.')
    .option('--name <name>', 'full name')
    .option('--email <address>', 'for notifications')
    .option('--admin', 'may do everything')
    .action((login: string, flags: AddFlags) => add(login, flags, session));
  withServer(user.command('reset-password <login>'))
    .description('Ends all sessions of a user and prints a one-time link for a new password.')
    .action((login: string, flags: ServerFlags) => reset(login, flags, session));
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
  const added = await withProgress(io, `adding ${login}`, () =>
    api.post<WireUserLink>('/v3/users', body),
  );
  answer(io, flags, added, () => `added ${login}; to log in once: ${added.url}`);
}

async function reset(login: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const path = `/v3/user/${encodeURIComponent(login)}/reset_password`;
  const link = await withProgress(io, `resetting ${login}`, () => api.post<WireUserLink>(path));
  answer(io, flags, link, () => `to set a new password: ${link.url}`);
}
