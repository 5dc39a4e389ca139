import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { withOwner, withServer, type OwnerFlags, type ServerFlags } from '../options.js';
import { levelOf } from '../level.js';
import { memberRow, takenText } from '../member-texts.js';
import { answer, table } from '../output.js';
import { registerOwnerTokens } from '../owner-tokens.js';
import { registerBuilders } from '../builders.js';
import type { Session } from '../run-cli.js';

const CHANGES = [
  ['suspend', 'Lets nothing of an owner be built: jobs wait, and say why.', 'suspended'],
  ['reactivate', 'Lets the jobs of a suspended owner go on.', 'reactivated'],
] as const;

export function register(program: Command, session: Session): void {
  const owner = program
    .command('owner')
    .summary('list and suspend owners, and give rights on all that one has');
  withServer(owner.command('list'))
    .description('Lists owners of repositories.')
    .action((flags: ServerFlags) => list(flags, session));
  for (const [change, what, done] of CHANGES) {
    withOwner(owner.command(`${change} <login>`))
      .description(what)
      .action(async (login: string, flags: OwnerFlags) => {
        const api = await apiFor(flags, session.io);
        const changed = await api.call(`${change}Owner`, {
          params: { login },
          query: { host: flags.host },
        });
        answer(session.io, flags, changed, () => `${done} ${changed.login}`);
      });
  }
  registerRights(owner, session);
  registerBuilders(owner, session);
  registerOwnerTokens(owner, session);
}

function registerRights(owner: Command, session: Session): void {
  const add = (text: string, what: string) => withOwner(owner.command(text)).description(what);
  add(
    'members <owner>',
    'Lists who has rights on all repositories of an owner, and where from.',
  ).action((name: string, flags: OwnerFlags) => members(name, flags, session));
  add(
    'grant <owner> <login> <level>',
    'Gives a user rights on all repositories of an owner: read, write, admin or none.',
  ).action((name: string, login: string, level: string, flags: OwnerFlags) =>
    grant({ name, login, level }, flags, session),
  );
}

async function members(name: string, flags: OwnerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { permissions } = await api.call('ownerPermissions', {
    params: { login: name },
    query: { host: flags.host },
  });
  answer(io, flags, permissions, () =>
    permissions.length === 0
      ? `Nobody has rights on all of it. Give some: turnpike owner grant ${name} LOGIN read`
      : table(permissions.map(memberRow)),
  );
}

async function grant(
  { name, login, level }: { readonly name: string; readonly login: string; readonly level: string },
  flags: OwnerFlags,
  { io }: Session,
): Promise<void> {
  const wanted = levelOf(level);
  const api = await apiFor(flags, io);
  const given = await api.call('setOwnerPermission', {
    params: { login: name, user: login },
    query: { host: flags.host },
    body: { level: wanted },
  });
  answer(io, flags, given, () =>
    wanted === null
      ? takenText(given, `all of ${name}`)
      : `${given.user.login} may ${wanted} all of ${name}`,
  );
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const { owners } = await (await apiFor(flags, io)).call('owners');
  answer(io, flags, owners, () =>
    table(
      owners.map((one) => [
        one.login,
        one['@type'],
        one.host ?? '',
        one.suspended_at ? `suspended ${one.suspended_at}` : '',
      ]),
    ),
  );
}
