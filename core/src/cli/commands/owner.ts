import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

const CHANGES = [
  ['suspend', 'Lets nothing of an owner be built: jobs wait, and say why.', 'suspended'],
  ['reactivate', 'Lets the jobs of a suspended owner go on.', 'reactivated'],
] as const;

export function register(program: Command, session: Session): void {
  const owner = program.command('owner').summary('list, suspend and reactivate owners');
  withServer(owner.command('list'))
    .description('Lists owners of repositories.')
    .action((flags: ServerFlags) => list(flags, session));
  for (const [change, what, done] of CHANGES) {
    withServer(owner.command(`${change} <login>`))
      .description(what)
      .action(async (login: string, flags: ServerFlags) => {
        const api = await apiFor(flags, session.io);
        const changed = await api.call(`${change}Owner`, { params: { login } });
        answer(session.io, flags, changed, () => `${done} ${changed.login}`);
      });
  }
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const { owners } = await (await apiFor(flags, io)).call('owners');
  answer(io, flags, owners, () =>
    table(
      owners.map((one) => [
        one.login,
        one['@type'],
        one.suspended_at ? `suspended ${one.suspended_at}` : '',
      ]),
    ),
  );
}
