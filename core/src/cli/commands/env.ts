import type { Command } from 'commander';
import { NotFoundError } from '../../contracts/errors.js';
import type { WireEnvVar } from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { readStdin } from '../io.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface BranchFlags extends ServerFlags {
  readonly branch?: string;
}
interface SetFlags extends BranchFlags {
  readonly public?: boolean;
  readonly shell?: boolean;
}

export function register(program: Command, session: Session): void {
  const env = program.command('env').summary('list, set and unset variables of a repository');
  withServer(env.command('list <repo>'))
    .description(
      'Lists the variables that jobs get; . is this folder’s. Only public values are shown.',
    )
    .action((repo: string, flags: ServerFlags) => list(repo, flags, session));
  withServer(env.command('set <repo> <name> [value]'))
    .description(
      'Sets a variable, secret unless it is said to be public. Without a value it is read from standard input, so that no history of a shell keeps it.',
    )
    .option('--public', 'show it in logs and to readers')
    .option('--shell', 'the value is source that the job’s shell reads: quotes and $NAME work')
    .option('--branch <name>', 'only for builds of this branch')
    .action((repo: string, name: string, value: string | undefined, flags: SetFlags) =>
      set(repo, name, value, flags, session),
    );
  withServer(env.command('unset <repo> <names...>'))
    .description('Removes variables, each for all branches unless one is named.')
    .option('--branch <name>', 'only those of this branch')
    .action((repo: string, names: readonly string[], flags: BranchFlags) =>
      unset(repo, names, flags, session),
    );
}

async function list(repo: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const variables = await variablesOf(api, await repoRef(api, io, repo));
  answer(io, flags, variables, () =>
    variables.length === 0 ? 'No variables.' : headed(['NAME', 'VALUE', 'BRANCH'], rows(variables)),
  );
}

const rows = (variables: readonly WireEnvVar[]): readonly (readonly string[])[] =>
  variables.map((one) => [one.name, one.public ? (one.value ?? '') : '[secure]', one.branch ?? '']);

async function variablesOf(api: ApiClient, repo: string): Promise<readonly WireEnvVar[]> {
  return (await api.call('envVars', { params: { repo } })).env_vars;
}

async function set(
  repo: string,
  name: string,
  given: string | undefined,
  flags: SetFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const slug = await repoRef(api, io, repo);
  const value = given ?? (await readStdin(io)).replace(/\r?\n$/, '');
  const before = (await variablesOf(api, slug)).find(
    (one) => one.name === name && (one.branch ?? undefined) === flags.branch,
  );
  const form = flags.shell === true ? ('shell' as const) : ('text' as const);
  const body = { name, value, form, public: flags.public === true };
  const kept = before
    ? await api.call('updateEnvVar', { params: { repo: slug, id: before.id }, body })
    : await api.call('createEnvVar', {
        params: { repo: slug },
        body: { ...body, ...(flags.branch === undefined ? {} : { branch: flags.branch }) },
      });
  const branch = kept.branch === null ? '' : ` for ${kept.branch}`;
  answer(io, flags, kept, () => `${name} is set${branch}${kept.public ? '' : ', and secret'}.`);
}

async function unset(
  repo: string,
  names: readonly string[],
  flags: BranchFlags,
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const slug = await repoRef(api, io, repo);
  const all = await variablesOf(api, slug);
  const of = (name: string): readonly WireEnvVar[] =>
    all.filter((one) => one.name === name && isOf(one, flags.branch));
  const missing = names.filter((name) => of(name).length === 0);
  if (missing.length > 0) throw notThere(missing, flags.branch);
  const gone = names.flatMap(of);
  for (const { id } of gone) await api.call('deleteEnvVar', { params: { repo: slug, id } });
  answer(io, flags, gone, () => `Removed: ${gone.map(({ name }) => name).join(', ')}.`);
}

const isOf = ({ branch }: WireEnvVar, wanted: string | undefined): boolean =>
  wanted === undefined || branch === wanted;

/** Nothing is removed where one of them is not there: it may be misspelt. */
function notThere(names: readonly string[], branch: string | undefined): NotFoundError {
  const where = branch === undefined ? '' : ` for ${branch}`;
  return new NotFoundError(`There is no variable ${names.join(', ')}${where}.`, {
    wayOut: 'See `turnpike env list`.',
  });
}
