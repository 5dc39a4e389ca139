import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { confirm } from '../confirm.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  const account = program.command('account').summary('your preferences and data, and their end');
  withServer(account.command('export'))
    .description('Writes out, as JSON, all that the server keeps of your account.')
    .action(async (flags: ServerFlags) => {
      const data = await (await apiFor(flags, session.io)).call('ownData');
      session.io.out(`${JSON.stringify(data, undefined, 2)}\n`);
    });
  withServer(account.command('delete'))
    .description(
      'Deletes your account, with sessions, tokens, rights and preferences. Builds stay, as of nobody.',
    )
    .option('--yes', 'do not ask')
    .action((flags: ServerFlags & { readonly yes?: boolean }) => remove(flags, session));
  withServer(account.command('preferences'))
    .description('Lists your preferences.')
    .action((flags: ServerFlags) => list(flags, session));
  withServer(account.command('prefer <name> <value>'))
    .description('Changes one of your preferences: build_emails false.')
    .action((name: string, value: string, flags: ServerFlags) =>
      prefer({ name, value }, flags, session),
    );
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const { preferences } = await (await apiFor(flags, io)).call('preferences');
  answer(io, flags, preferences, () =>
    table(preferences.map(({ name, value }) => [name, String(value)])),
  );
}

async function prefer(
  { name, value }: { readonly name: string; readonly value: string },
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const meant = value === 'true' || value === 'false' ? value === 'true' : value;
  const api = await apiFor(flags, io);
  const set = await api.call('setPreference', { params: { name }, body: { value: meant } });
  answer(io, flags, set, () => `${set.name}: ${set.value}`);
}

async function remove(
  flags: ServerFlags & { readonly yes?: boolean },
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const { login } = await api.call('user');
  await confirm(io, flags, `Delete the account ${login}, with tokens, sessions and rights?`);
  await api.call('deleteAccount', { body: { login } });
  answer(io, flags, { deleted: login }, () => `deleted ${login}`);
}
