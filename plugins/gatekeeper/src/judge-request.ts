/** What a request is about and stands for: one way for what is built and for what a preview says would be. */
import type {
  BuildRequest,
  CompileResult,
  ConditionData,
  ConfigPorts,
  RawConfigRow,
  Rejection,
  Repository,
} from '@turnpike/sdk';
import { openHostAccess } from '@turnpike/sdk/store';
import { conditionData, isForeign } from './condition-data.js';
import { configPorts, repoRef } from './config-ports.js';
import { providerOf, type Context } from './context.js';
import type { BuildInput } from './create-build.js';
import { overtakenPull } from './overtaken-pull.js';
import { placePush, type Place } from './place-push.js';
import { resolveCommit, type NewCommit } from './resolve-commit.js';
import { skipCommand } from './rules/skip-command.js';
import { withWholeHashes } from './whole-hashes.js';
import { withoutForeign } from './without-foreign.js';

/** The commit, or why there is no build: all that is decided before the configuration is read. */
export async function judge(
  ctx: Context,
  told: BuildRequest,
  repository: Repository,
): Promise<Judgement | { readonly rejection: Rejection }> {
  const refused = await ctx.hooks.request.accept.promise({ request: told, repository });
  if (refused) return { rejection: refused };
  const access = await openHostAccess(ctx.deps, repository);
  const provider = providerOf(ctx, repository.vcsProvider);
  const { store } = ctx.deps;
  const request = await withWholeHashes(provider, access, told);
  const overtaken = await overtakenPull(store, { provider, access, request });
  if (overtaken) return { rejection: overtaken };
  const found = await resolveCommit(provider, access, request);
  if ('rejection' in found) return found;
  const { commit } = found;
  const skipped = skipCommand(request, commit.message);
  if (skipped) return { rejection: skipped };
  const place = await placePush(store, { provider, access, request, sha: commit.sha });
  if (place.kind === 'repeated') return { rejection: repeated(place) };
  return { request, commit, ...(place.kind === 'late' ? { newer: place.by } : {}) };
}

type Judgement = Pick<BuildInput, 'request' | 'commit' | 'newer'>;

function repeated({ by }: Extract<Place, { readonly by: unknown }>): Rejection {
  return {
    rule: 'repeated-push',
    message: `This push was told twice: it is build ${by.number} already.`,
  };
}

interface Judged {
  readonly request: BuildRequest;
  readonly repository: Repository;
  readonly commit: NewCommit;
}
interface CompileOptions {
  /** What was read is noted here, also where compiling fails. */
  readonly fetched?: RawConfigRow[];
  /** Secrets stay closed, to conditions too; default: as for a fork's author. */
  readonly hideSecrets?: boolean;
  /** Over what is known of the request. */
  readonly data?: Partial<ConditionData>;
}

/** Throws ConfigError. */
export async function compileRequest(
  ctx: Context,
  { request, repository, commit }: Judged,
  options: CompileOptions,
): Promise<CompileResult> {
  const hideSecrets = options.hideSecrets ?? isForeign(request, repository);
  const deps = { repositories: ctx.deps.store.repositories, secrets: ctx.deps.secrets };
  const data = await conditionData(deps, repository, request, commit.message, hideSecrets);
  const configs = request.configs.map(({ config, mode }) => {
    const chosen = mode ?? request.mergeMode;
    return chosen === null ? { config } : { config, mode: chosen };
  });
  const ports = configPorts(ctx, repository, hideSecrets);
  return ctx.deps.compiler.compile(
    { repo: repoRef(repository), ref: commit.sha, configs, data: { ...data, ...options.data } },
    noting(withoutForeign(ports, repository), options.fetched ?? []),
  );
}

/** The same ports; what is read through them is noted. */
function noting(ports: ConfigPorts, fetched: RawConfigRow[]): ConfigPorts {
  return {
    ...ports,
    file: async (slug, path, ref) => {
      const config = await ports.file(slug, path, ref);
      if (config !== undefined)
        fetched.push({ source: `${slug}:${path}@${ref}`, mode: null, config });
      return config;
    },
  };
}
