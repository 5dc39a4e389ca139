import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import type { WireToken } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

interface CreateFlags extends ServerFlags {
  readonly scopes?: string;
  readonly days?: string;
}

export function register(program: Command, session: Session): void {
  const token = program.command('token').summary('make, list and revoke API tokens of yours');
  withServer(token.command('create <name>'))
    .description('Makes an API token and prints it: it is not shown again.')
    .option('--scopes <list>', 'what it may do, with commas; default: what you may')
    .option('--days <n>', 'ends after so many days')
    .action((name: string, flags: CreateFlags) => create(name, flags, session));
  withServer(token.command('list'))
    .description('Lists your API tokens.')
    .action((flags: ServerFlags) => list(flags, session));
  withServer(token.command('revoke <id>'))
    .description('Ends a token.')
    .action((id: string, flags: ServerFlags) => revoke(id, flags, session));
}

async function create(name: string, flags: CreateFlags, { io }: Session): Promise<void> {
  const days = flags.days === undefined ? undefined : positive('--days', flags.days);
  const body = {
    name,
    ...(flags.scopes === undefined ? {} : { scopes: flags.scopes.split(',').filter(Boolean) }),
    ...(days === undefined ? {} : { expires_in_days: days }),
  };
  const made = await (await apiFor(flags, io)).call('createToken', { body });
  answer(io, flags, made, () => made.token ?? '');
}

export function positive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError('TURNPIKE_INPUT_INVALID', `${flag} ${text} is no positive number.`, {
    wayOut: `Write ${flag} 90.`,
  });
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const { tokens } = await (await apiFor(flags, io)).call('tokens');
  answer(io, flags, tokens, () => tokenTable(tokens));
}

export function tokenTable(tokens: readonly WireToken[]): string {
  return table(
    tokens.map((one) => [
      String(one.id),
      one.name,
      one.scopes.join(','),
      one.used_at === null ? 'never used' : `used ${one.used_at}`,
      one.expires_at === null ? '' : `ends ${one.expires_at}`,
    ]),
  );
}

async function revoke(id: string, flags: ServerFlags, { io }: Session): Promise<void> {
  await (await apiFor(flags, io)).call('deleteToken', { params: { id } });
  answer(io, flags, { revoked: id }, () => `revoked ${id}`);
}
