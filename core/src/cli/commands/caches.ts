import type { Command } from 'commander';
import { formatAgo, formatBytes, type WireCache, type WireCaches } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface CacheFlags extends ServerFlags {
  readonly branch?: string;
  readonly match?: string;
}

export function register(program: Command, session: Session): void {
  const caches = program.command('caches').summary('list and delete what jobs keep between builds');
  const command = (name: string): Command =>
    withServer(caches.command(`${name} <repo>`))
      .option('--branch <name>', 'only of this branch')
      .option('--match <text>', 'only with this in their names');
  command('list')
    .description('Lists the caches of a repository; . is this folder’s.')
    .action((repo: string, flags: CacheFlags) => run(repo, 'GET', flags, session));
  command('delete')
    .description(
      'Deletes caches of a repository, all where neither branch nor match is given. The next build fills them anew.',
    )
    .action((repo: string, flags: CacheFlags) => run(repo, 'DELETE', flags, session));
}

async function run(
  repo: string,
  method: 'GET' | 'DELETE',
  flags: CacheFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { repo: await repoRef(api, io, repo) };
  const { branch, match } = flags;
  const name = method === 'DELETE' ? 'deleteCaches' : 'caches';
  const { caches, removed = [] } = await api.call(name, { params, query: { branch, match } });
  const verb = method === 'DELETE' ? 'deleted:\n' : '';
  answer(io, flags, [...caches, ...removed], () =>
    [caches.length === 0 ? 'No caches.' : verb + rows(caches), ...gone(removed)].join('\n\n'),
  );
}

/** What went by itself and was not stored again, with the reason. */
function gone(removed: NonNullable<WireCaches['removed']>): readonly string[] {
  if (removed.length === 0) return [];
  const found = removed.map(({ branch, name, size, reason }) => [
    branch,
    name,
    formatBytes(size),
    reason,
  ]);
  return [headed(['BRANCH', 'NOT KEPT', 'SIZE', 'REASON'], found)];
}

const rows = (caches: readonly WireCache[]): string =>
  headed(
    ['BRANCH', 'NAME', 'SIZE', 'AGE'],
    caches.map(({ branch, name, size, last_modified }) => [
      branch,
      name,
      formatBytes(size),
      formatAgo(Date.parse(last_modified), Date.now(), 'en'),
    ]),
  );
