import type { Command } from 'commander';
import type { WireTeam } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { confirm } from '../confirm.js';
import { levelOf } from '../level.js';
import { withOwner, type OwnerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';
import { InputError } from '../../contracts/errors.js';

interface TeamFlags extends OwnerFlags {
  readonly description?: string;
  readonly level?: string;
  readonly yes?: boolean;
}
type Api = Awaited<ReturnType<typeof apiFor>>;
interface Named {
  readonly owner: string;
  readonly team: string;
}

export function register(program: Command, session: Session): void {
  const team = program.command('team').summary('make teams of an owner, and say what they may do');
  const add = (text: string, what: string) => withOwner(team.command(text)).description(what);
  add('list <owner>', 'Lists the teams of an owner.').action((owner: string, flags: TeamFlags) =>
    list(owner, flags, session),
  );
  add('show <owner> <team>', 'Shows who is in a team, and what it may do.').action(
    (owner: string, name: string, flags: TeamFlags) => show({ owner, team: name }, flags, session),
  );
  add('add <owner> <team>', 'Makes a team.')
    .option('--description <text>', 'what it is for')
    .option('--level <level>', 'on all repositories of the owner: read, write or admin')
    .action((owner: string, name: string, flags: TeamFlags) =>
      make({ owner, team: name }, flags, session),
    );
  add('remove <owner> <team>', 'Deletes a team, with the rights that come by it.')
    .option('--yes', 'do not ask')
    .action((owner: string, name: string, flags: TeamFlags) =>
      remove({ owner, team: name }, flags, session),
    );
  add('join <owner> <team> <login>', 'Takes a user into a team.').action(
    (owner: string, name: string, login: string, flags: TeamFlags) =>
      member({ owner, team: name }, login, 'addTeamMember', flags, session),
  );
  add('leave <owner> <team> <login>', 'Takes a user out of a team.').action(
    (owner: string, name: string, login: string, flags: TeamFlags) =>
      member({ owner, team: name }, login, 'removeTeamMember', flags, session),
  );
  add(
    'grant <owner> <team> <level> [repo]',
    'Gives a team a right on a repository, or on all: read, write, admin or none.',
  ).action(
    (owner: string, name: string, level: string, repo: string | undefined, flags: TeamFlags) =>
      grant({ owner, team: name }, { level, repo }, flags, session),
  );
}

async function list(owner: string, flags: TeamFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { teams } = await api.call('teams', {
    params: { login: owner },
    query: { host: flags.host },
  });
  answer(io, flags, teams, () =>
    teams.length === 0
      ? `No teams. Make one: turnpike team add ${owner} NAME`
      : table(teams.map((one) => [one.name, one.level ?? '', one.description ?? ''])),
  );
}

/** By its name, which is unique by owner. */
async function find(api: Api, { owner, team }: Named, { host }: TeamFlags): Promise<WireTeam> {
  const { teams } = await api.call('teams', { params: { login: owner }, query: { host } });
  const found = teams.find(({ name }) => name.toLowerCase() === team.toLowerCase());
  if (found) return found;
  throw new InputError('TURNPIKE_INPUT_INVALID', `${owner} has no team ${team}.`, {
    wayOut: `turnpike team list ${owner} shows them.`,
  });
}

async function show(named: Named, flags: TeamFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { id } = await find(api, named, flags);
  const team = await api.call('team', { params: { id } });
  answer(io, flags, team, () => teamText(team));
}

function teamText({ name, level, members = [], repositories = [] }: WireTeam): string {
  const rows = [
    ...(level === null ? [] : [['all repositories', level]]),
    ...repositories.map((one) => [one.slug, one.level]),
  ];
  const people = members.map(({ login }) => login).join(', ');
  return [
    `${name}: ${people === '' ? 'nobody yet' : people}`,
    rows.length === 0 ? 'no rights yet' : table(rows),
  ].join('\n');
}

async function make({ owner, team }: Named, flags: TeamFlags, { io }: Session): Promise<void> {
  const { description, level, host } = flags;
  const body = {
    name: team,
    ...(description === undefined ? {} : { description }),
    ...(level === undefined ? {} : { level: levelOf(level) }),
  };
  const api = await apiFor(flags, io);
  const made = await api.call('createTeam', { params: { login: owner }, query: { host }, body });
  answer(io, flags, made, () => `made the team ${made.name}`);
}

async function remove(named: Named, flags: TeamFlags, { io }: Session): Promise<void> {
  await confirm(io, flags, `Delete the team ${named.team} with the rights that come by it?`);
  const api = await apiFor(flags, io);
  const { id, name } = await find(api, named, flags);
  await api.call('deleteTeam', { params: { id } });
  answer(io, flags, { removed: name }, () => `deleted the team ${name}`);
}

async function member(
  named: Named,
  login: string,
  change: 'addTeamMember' | 'removeTeamMember',
  flags: TeamFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const { id } = await find(api, named, flags);
  const team = await api.call(change, { params: { id, login } });
  answer(io, flags, team, () => teamText(team));
}

async function grant(
  named: Named,
  { level, repo }: { readonly level: string; readonly repo: string | undefined },
  flags: TeamFlags,
  { io }: Session,
): Promise<void> {
  const body = { level: levelOf(level) };
  const api = await apiFor(flags, io);
  const { id } = await find(api, named, flags);
  const team = await (repo === undefined
    ? api.call('changeTeam', { params: { id }, body })
    : api.call('setTeamPermission', { params: { id, repo }, body }));
  answer(io, flags, team, () => teamText(team));
}
