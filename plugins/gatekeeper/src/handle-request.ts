import {
  isTurnpikeError,
  notifiersFor,
  type ApproveContext,
  type BuildRequest,
  type CompileResult,
  type ConfigPorts,
  type RawConfigRow,
  type Rejection,
  type Repository,
} from '@turnpike/sdk';
import { openRepoAccess } from '@turnpike/sdk/store';
import { cancelSuperseded } from './auto-cancel.js';
import { conditionData, isForeign } from './condition-data.js';
import { configPorts, repoRef } from './config-ports.js';
import { providerOf, type Context } from './context.js';
import { createBuild, type BuildInput } from './create-build.js';
import { createErroredBuild } from './create-errored-build.js';
import { faultOf, isMissingConfig, isWorthAnotherTry } from './fault.js';
import { commitFromRequest, resolveCommit } from './resolve-commit.js';
import { skipCommand } from './rules/skip-command.js';

/**
 * One claimed request to its end: a build, a stored rejection, a visible errored build, or back to
 * open after a failure that may pass: then the pause in milliseconds is answered. Never throws for
 * what a request or a host can cause.
 */
export async function handleRequest(
  ctx: Context,
  request: BuildRequest,
  claimer: string,
): Promise<number | undefined> {
  const log = ctx.log.child({ requestId: request.id, repositoryId: request.repositoryId });
  try {
    const rejection = await decide(ctx, request, claimer);
    if (rejection) await reject(ctx, request, claimer, rejection);
    return undefined;
  } catch (error) {
    // Our lease ran out and another one holds the request: it is theirs.
    if (isTurnpikeError(error) && error.code === 'TURNPIKE_STATE_CONFLICT') return undefined;
    log.warn({ error: String(error), attempt: request.attempts }, 'a request failed');
    return recover(ctx, request, claimer, error);
  }
}

async function decide(
  ctx: Context,
  request: BuildRequest,
  claimer: string,
): Promise<Rejection | undefined> {
  const { store } = ctx.deps;
  const repository = await store.repositories.get(request.repositoryId);
  if (!repository) return { rule: 'repository-gone', message: 'The repository was removed.' };
  const refused = await ctx.hooks.request.accept.promise({ request, repository });
  if (refused) return refused;
  const access = await openRepoAccess(ctx.deps, repository);
  const provider = providerOf(ctx, repository.vcsProvider);
  const found = await resolveCommit(provider, access, request);
  if ('rejection' in found) return found.rejection;
  const skipped = skipCommand(request, found.commit.message);
  if (skipped) return skipped;
  const input: BuildInput = { claimer, request, repository, commit: found.commit };
  return build(ctx, input);
}

async function build(ctx: Context, input: BuildInput): Promise<Rejection | undefined> {
  const { request, repository, commit } = input;
  const fetched: RawConfigRow[] = [];
  let compiled: CompileResult;
  try {
    compiled = await compile(ctx, input, fetched);
  } catch (error) {
    if (isWorthAnotherTry(error)) throw error;
    const required = repository.settings.builds_only_with_travis_yml;
    if (required && isMissingConfig(error, repository.slug))
      return {
        rule: 'config-missing',
        message: '.travis.yml is missing and builds without it are disabled.',
      };
    const notifiers = alwaysNotified(ctx, repository);
    await createErroredBuild(ctx.deps.store, input, faultOf(error), notifiers, fetched);
    return undefined;
  }
  const context: ApproveContext = { request, repository, commit, compiled };
  const refused = await ctx.hooks.request.approve.promise(context);
  if (refused) return refused;
  const created = await createBuild(ctx.deps.store, input, compiled);
  await cancelSuperseded(ctx, repository, created);
  return undefined;
}

async function compile(
  ctx: Context,
  { request, repository, commit }: BuildInput,
  fetched: RawConfigRow[],
): Promise<CompileResult> {
  const deps = { repositories: ctx.deps.store.repositories, secrets: ctx.deps.secrets };
  const data = await conditionData(deps, repository, request, commit.message);
  const configs = request.configs.map(({ config, mode }) => {
    const chosen = mode ?? request.mergeMode;
    return chosen === null ? { config } : { config, mode: chosen };
  });
  return ctx.deps.compiler.compile(
    { repo: repoRef(repository), ref: commit.sha, configs, data },
    noting(configPorts(ctx, repository, isForeign(request, repository)), fetched),
  );
}

/** The same ports; what is read through them is noted, also where compiling fails. */
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

async function reject(
  ctx: Context,
  request: BuildRequest,
  claimer: string,
  { rule, message }: Rejection,
): Promise<void> {
  const { id: requestId, repositoryId } = request;
  await ctx.deps.store.transaction(async (tx) => {
    const done = await tx.requests.finish(requestId, claimer, {
      result: 'rejected',
      rule,
      message,
    });
    if (!done) return;
    tx.emit('request:finished', { repositoryId, requestId, result: 'rejected', buildId: null });
  });
}

/** Another try later, or in the end a build that says what went wrong. */
async function recover(
  ctx: Context,
  request: BuildRequest,
  claimer: string,
  error: unknown,
): Promise<number | undefined> {
  const { attempts, retrySeconds } = ctx.config;
  if (isWorthAnotherTry(error) && request.attempts < attempts) {
    const delay = Math.min(300, retrySeconds * 2 ** (request.attempts - 1));
    await ctx.deps.store.requests.release(request.id, claimer, delay);
    return delay * 1000;
  }
  const repository = await ctx.deps.store.repositories.get(request.repositoryId);
  const commit = commitFromRequest(request);
  const fault = faultOf(error);
  if (!repository || !commit) await reject(ctx, request, claimer, fault);
  else {
    const input: BuildInput = { claimer, request, repository, commit };
    await createErroredBuild(ctx.deps.store, input, fault, alwaysNotified(ctx, repository));
  }
  return undefined;
}

/** Notifiers that apply without an entry in the configuration. */
function alwaysNotified(ctx: Context, { vcsProvider }: Repository): readonly string[] {
  return notifiersFor(ctx.deps.installed.manifests, vcsProvider)
    .filter(({ always, events }) => always && events.includes('finished'))
    .map(({ id }) => id);
}
