import type { Command } from 'commander';
import { InputError } from '../contracts/errors.js';
import { apiFor } from './api-client.js';
import { positive, tokenTable } from './commands/token.js';
import { levelOf } from './level.js';
import { withOwner, type OwnerFlags } from './options.js';
import { answer } from './output.js';
import type { Session } from './run-cli.js';

interface Flags extends OwnerFlags {
  readonly days?: string;
}

/** Below `turnpike owner`: its API tokens, which are no person's. */
export function registerOwnerTokens(owner: Command, session: Session): void {
  const token = owner.command('token').summary('make, list and revoke API tokens of an owner');
  const add = (text: string, what: string) => withOwner(token.command(text)).description(what);
  add(
    'create <owner> <name> <level>',
    'Makes a token that may read, write or admin all of an owner, and prints it: it is not shown again.',
  )
    .option('--days <n>', 'ends after so many days')
    .action((login: string, name: string, level: string, flags: Flags) =>
      create({ login, name, level }, flags, session),
    );
  add('list <owner>', 'Lists the tokens of an owner.').action((login: string, flags: Flags) =>
    list(login, flags, session),
  );
  add('revoke <owner> <id>', 'Ends a token of an owner.').action(
    (login: string, id: string, flags: Flags) => revoke(login, id, flags, session),
  );
}

async function create(
  { login, name, level: text }: { readonly login: string; name: string; level: string },
  flags: Flags,
  { io }: Session,
): Promise<void> {
  const level = levelOf(text);
  if (level === null)
    throw new InputError('TURNPIKE_INPUT_INVALID', 'A token without a right can do nothing.', {
      wayOut: 'Write one of: read, write, admin.',
    });
  const days = flags.days === undefined ? {} : { expires_in_days: positive('--days', flags.days) };
  const api = await apiFor(flags, io);
  const asked = { params: { login }, query: { host: flags.host }, body: { name, level, ...days } };
  const made = await api.call('createOwnerToken', asked);
  answer(io, flags, made, () => made.token ?? '');
}

async function list(login: string, flags: Flags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const asked = { params: { login }, query: { host: flags.host } };
  const { tokens } = await api.call('ownerTokens', asked);
  answer(io, flags, tokens, () => tokenTable(tokens));
}

async function revoke(login: string, id: string, flags: Flags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  await api.call('revokeOwnerToken', { params: { login, id }, query: { host: flags.host } });
  answer(io, flags, { revoked: id }, () => `revoked ${id}`);
}
