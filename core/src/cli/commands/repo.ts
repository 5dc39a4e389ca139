import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { slugPath } from '../../contracts/slug.js';
import type { WireRepository } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { confirm } from '../confirm.js';
import { levelOf } from '../level.js';
import { memberRow, takenText } from '../member-texts.js';
import { answer, table } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { withProgress } from '../progress.js';
import { readHostToken } from '../host-token.js';
import { leftText, registerRemoved } from '../removed-repos.js';
import { hookText, registerRepoChanges } from '../repo-changes.js';
import { registerBuilders } from '../builders.js';
import type { Session } from '../run-cli.js';

interface AddFlags extends ServerFlags {
  readonly slug?: string;
  readonly provider?: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly hook?: boolean;
  readonly hostToken?: string;
}

interface RemoveFlags extends ServerFlags {
  readonly yes?: boolean;
}

export function register(program: Command, session: Session): void {
  const repo = program.command('repo').summary('add, list and remove repositories');
  withServer(repo.command('add <url-or-path>'))
    .description('Adds a repository: a git URL, or a folder of the server.')
    .option('--slug <owner/name>', 'its name here; follows from the URL if absent')
    .option('--provider <id>', 'the VCS provider: git, github, …')
    .option('--default-branch <name>', 'asked of the repository if absent')
    .option('--private', 'only for people with rights on it')
    .option('--hook', 'install a hook that tells the server of each push, where the provider can')
    .option(
      '--host-token <where>',
      'token of the code host (--token is of this server): env:NAME, file:PATH, or - for standard input',
    )
    .action((where: string, flags: AddFlags) => addRepo(where, flags, session));
  withServer(repo.command('list'))
    .description('Lists repositories.')
    .option('--search <text>', 'part of the name')
    .action((flags: ServerFlags & { search?: string }) => listRepos(flags, session));
  registerRepoChanges(repo, session);
  withServer(repo.command('remove <repo>'))
    .description(
      'Removes a repository with its builds, logs and secrets, and its hook at the host; says what is left there.',
    )
    .option('--yes', 'do not ask')
    .action((name: string, flags: RemoveFlags) => removeRepo(name, flags, session));
  registerRemoved(repo, session);
  withServer(repo.command('grant <repo> <login> <level>'))
    .description('Gives a user rights on a repository: read, write, admin or none.')
    .action((name: string, login: string, level: string, flags: ServerFlags) =>
      grant({ name, login, level }, flags, session),
    );
  withServer(repo.command('revoke <repo> <login>'))
    .description(
      'Takes from a user what was given on a repository. What teams and hosts give stays.',
    )
    .action((name: string, login: string, flags: ServerFlags) =>
      grant({ name, login, level: 'none' }, flags, session),
    );
  registerBuilders(repo, session);
  withServer(repo.command('members <repo>'))
    .description(
      'Lists who has rights on a repository, and where from. Administrators may everything.',
    )
    .action((name: string, flags: ServerFlags) => members(name, flags, session));
}

async function addRepo(where: string, flags: AddFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const path = resolve(io.cwd, where);
  const body = {
    clone_url: !/^[a-z+]+:\/\//i.test(where) && existsSync(path) ? path : where,
    ...(flags.slug === undefined ? {} : { slug: flags.slug }),
    ...(flags.provider === undefined ? {} : { provider: flags.provider }),
    ...(flags.defaultBranch === undefined ? {} : { default_branch: flags.defaultBranch }),
    ...(flags.private === undefined ? {} : { private: flags.private }),
    ...(flags.hook === undefined ? {} : { install_hook: flags.hook }),
    ...(flags.hostToken === undefined ? {} : { token: await readHostToken(flags.hostToken, io) }),
  };
  const added = await withProgress(io, `adding ${where}`, () =>
    api.call('addRepository', { body }),
  );
  answer(io, flags, added, () => addedText(api.url, added));
}

function addedText(url: string, added: WireRepository): string {
  const lines = [`added ${added.slug} (${added.id}): ${url}/${slugPath(added.slug)}`];
  if (added.hook) lines.push(hookText(added.hook));
  else if (added.provider === 'git')
    lines.push(
      'Pushes are found by looking now and then, and of several between two looks only the last is built. ' +
        `A hook tells of each at once: turnpike repo hook install ${added.slug} (or --hook when it is added).`,
    );
  return lines.join('\n');
}

async function listRepos(flags: ServerFlags & { search?: string }, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const query = { limit: 100, name_filter: flags.search };
  const { repositories } = await withProgress(io, 'reading repositories', () =>
    api.call('repositories', { query }),
  );
  answer(io, flags, repositories, () =>
    repositories.length === 0
      ? 'No repositories. Add one: turnpike repo add <url or path>'
      : table(
          repositories.map((repo) => [
            repo.slug,
            repo.active === false ? 'inactive' : '',
            String(repo.id),
          ]),
        ),
  );
}

async function removeRepo(name: string, flags: RemoveFlags, { io }: Session): Promise<void> {
  await confirm(io, flags, `Remove ${name} with all its builds and logs?`);
  const api = await apiFor(flags, io);
  const gone = await withProgress(io, `removing ${name}`, () =>
    api.call('removeRepository', { params: { repo: name } }),
  );
  const later = `This stays listed: turnpike repo removed (${gone.id}).`;
  answer(io, flags, { removed: name, ...gone }, () =>
    [`removed ${name}`, ...(gone.kept ? [...leftText(gone), later] : [])].join('\n'),
  );
}

async function grant(
  { name, login, level }: { readonly name: string; readonly login: string; readonly level: string },
  flags: ServerFlags,
  { io }: Session,
): Promise<void> {
  const wanted = levelOf(level);
  const api = await apiFor(flags, io);
  const given = await api.call('setPermission', {
    params: { repo: name, login },
    body: { level: wanted },
  });
  answer(io, flags, given, () =>
    wanted === null ? takenText(given, name) : `${given.user.login} may ${level} ${name}`,
  );
}

async function members(name: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { permissions } = await api.call('permissions', { params: { repo: name } });
  answer(io, flags, permissions, () =>
    permissions.length === 0
      ? `Nobody has rights of their own. Give some: turnpike repo grant ${name} LOGIN read`
      : table(permissions.map(memberRow)),
  );
}
