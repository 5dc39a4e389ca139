import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { WireRepositories, WireRepository } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { answer, table } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { withProgress } from '../progress.js';
import { repoPath } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface AddFlags extends ServerFlags {
  readonly slug?: string;
  readonly provider?: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly hook?: boolean;
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
    .action((where: string, flags: AddFlags) => addRepo(where, flags, session));
  withServer(repo.command('list'))
    .description('Lists repositories.')
    .option('--search <text>', 'part of the name')
    .action((flags: ServerFlags & { search?: string }) => listRepos(flags, session));
  withServer(repo.command('remove <repo>'))
    .description('Removes a repository with its builds and logs.')
    .action((name: string, flags: ServerFlags) => removeRepo(name, flags, session));
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
  };
  const added = await withProgress(io, `adding ${where}`, () =>
    api.post<WireRepository>('/v3/repos', body),
  );
  answer(io, flags, added, () => `added ${added.slug} (${added.id}): ${api.url}/${added.slug}`);
}

async function listRepos(flags: ServerFlags & { search?: string }, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const filter =
    flags.search === undefined ? '' : `&name_filter=${encodeURIComponent(flags.search)}`;
  const { repositories } = await withProgress(io, 'reading repositories', () =>
    api.get<WireRepositories>(`/v3/repos?limit=100${filter}`),
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

async function removeRepo(name: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  await withProgress(io, `removing ${name}`, () => api.delete(repoPath(name)));
  answer(io, flags, { removed: name }, () => `removed ${name}`);
}
