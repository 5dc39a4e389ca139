import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { withoutCredentials } from '../../contracts/text.js';
import { withJson, type JsonOptions } from '../options.js';
import { answer } from '../output.js';
import type { Session } from '../run-cli.js';
import { forgetServer } from '../saved-servers.js';

export function register(program: Command, session: Session): void {
  withJson(program.command('logout <url>'))
    .summary('forget the token of a server')
    .description('Forgets it on this machine; `turnpike token revoke` ends it.')
    .action((url: string, flags: JsonOptions) => logout(url, flags, session));
}

async function logout(url: string, flags: JsonOptions, { io }: Session): Promise<void> {
  const shown = withoutCredentials(url);
  if (!(await forgetServer(io, url)))
    throw new InputError('TURNPIKE_INPUT_INVALID', `No token is kept for ${shown}.`, {
      wayOut: 'turnpike login lists the servers that one is kept for.',
    });
  answer(io, flags, { url: shown }, () => `forgot the token of ${shown}`);
}
