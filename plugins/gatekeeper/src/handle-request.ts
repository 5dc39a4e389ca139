import {
  isTurnpikeError,
  type ApproveContext,
  type BuildRequest,
  type CompileResult,
  type RawConfigRow,
  type Rejection,
  type Repository,
} from '@turnpike/sdk';
import { kindOfHost, notifiersFor } from '@turnpike/sdk/platform';
import { cancelSuperseded } from './auto-cancel.js';
import { boundsFault } from './build-bounds.js';
import type { Context } from './context.js';
import { createBuild, type BuildInput } from './create-build.js';
import { createErroredBuild, type BuildFault } from './create-errored-build.js';
import { faultOf, isMissingConfig, isWorthAnotherTry } from './fault.js';
import { pollSoon } from './poll.js';
import { compileRequest, judge } from './judge-request.js';
import { commitFromRequest } from './resolve-commit.js';
import { INACTIVE } from './rules/inactive-repository.js';

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
    if (!rejection || (await reject(ctx, request, claimer, rejection))) return undefined;
    // Switched on meanwhile: nobody would ask for this push again.
    await ctx.deps.store.requests.release(request.id, claimer, 0);
    return 0;
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
  const found = await judge(ctx, request, repository);
  if ('rejection' in found) return found.rejection;
  const input: BuildInput = { claimer, repository, ...found };
  return build(ctx, input);
}

async function build(ctx: Context, input: BuildInput): Promise<Rejection | undefined> {
  const { request, repository, commit } = input;
  const fetched: RawConfigRow[] = [];
  let compiled: CompileResult;
  try {
    compiled = await compileRequest(ctx, input, { fetched });
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
  const fault = boundsFault(compiled, ctx.limits);
  if (fault) {
    const notifiers = alwaysNotified(ctx, repository);
    await createErroredBuild(ctx.deps.store, input, fault, notifiers, fetched, compiled.messages);
    return undefined;
  }
  const created = await createBuild(ctx.deps.store, input, compiled);
  await cancelSuperseded(ctx, repository, created);
  return undefined;
}

/** false: the reason holds no more. */
function reject(
  ctx: Context,
  request: BuildRequest,
  claimer: string,
  { rule, message }: Rejection,
): Promise<boolean> {
  const { id: requestId, repositoryId } = request;
  return ctx.deps.store.transaction(async (tx) => {
    if (rule === INACTIVE && (await tx.repositories.get(repositoryId))?.active) return false;
    const done = await tx.requests.finish(requestId, claimer, {
      result: 'rejected',
      rule,
      message,
    });
    if (done)
      tx.emit('request:finished', { repositoryId, requestId, result: 'rejected', buildId: null });
    return true;
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
    const again = `${faultOf(error).message} It is asked again in ${delay} s (${request.attempts} of ${attempts}).`;
    await ctx.deps.store.requests.release(request.id, claimer, delay, again);
    pollSoon(ctx, request.repositoryId);
    return delay * 1000;
  }
  const repository = await ctx.deps.store.repositories.get(request.repositoryId);
  const commit = commitFromRequest(request);
  const fault = faultOf(error);
  if (!repository || !commit) await reject(ctx, request, claimer, fault);
  else await showFault(ctx, { claimer, request, repository, commit }, fault);
  return undefined;
}

/** What cannot even be stored as a build is rejected: a request must come to its end. */
async function showFault(ctx: Context, input: BuildInput, fault: BuildFault): Promise<void> {
  try {
    const notifiers = alwaysNotified(ctx, input.repository);
    await createErroredBuild(ctx.deps.store, input, fault, notifiers);
  } catch (error) {
    if (isWorthAnotherTry(error) || isTurnpikeError(error)) throw error;
    ctx.log.warn({ err: error, requestId: input.request.id }, 'a fault cannot be shown as a build');
    await reject(ctx, input.request, input.claimer, fault);
  }
}

/** Notifiers that apply without an entry in the configuration. */
function alwaysNotified(ctx: Context, { vcsProvider }: Repository): readonly string[] {
  const kind = kindOfHost(ctx.deps.providers, vcsProvider);
  return notifiersFor(ctx.deps.installed.manifests, kind)
    .filter(({ always, events }) => always && events.includes('finished'))
    .map(({ id }) => id);
}
