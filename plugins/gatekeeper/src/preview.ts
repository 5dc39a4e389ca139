import {
  NotFoundError,
  type BuildRequest,
  type ConditionData,
  type CompileResult,
  type PreviewRequest,
  type RepoRef,
  type Repository,
  type RequestPreview,
} from '@turnpike/sdk';
import { boundsFault } from './build-bounds.js';
import type { Context } from './context.js';
import { toJson } from './json.js';
import { compileRequest, judge } from './judge-request.js';

type Input = Parameters<RequestPreview['preview']>[0];
type Output = Awaited<ReturnType<RequestPreview['preview']>>;

/**
 * What a request by API would become, without storing anything: judged, compiled and approved as one that is built.
 * Throws ConfigError, and ExternalHostError where the commit cannot be asked for.
 */
export function createPreview(ctx: Context): RequestPreview {
  return {
    preview: async (input) => {
      if (input.repositoryId === null) return nowhere(ctx, input);
      const repository = await ctx.deps.store.repositories.get(input.repositoryId);
      if (!repository) throw new NotFoundError();
      return within(ctx, repository, input);
    },
  };
}

async function within(ctx: Context, repository: Repository, input: Input): Promise<Output> {
  const wanted = input.request ?? requestOf(input.ref, repository);
  const request = asRequest(repository, input, wanted);
  const judged = await judge(ctx, request, repository);
  if ('rejection' in judged) return { ...NOTHING, rejection: judged.rejection };
  const { commit } = judged;
  const compiled = await compileRequest(
    ctx,
    { request, repository, commit },
    // Whoever may only read writes conditions here, too: they must not be able to ask for secrets.
    { hideSecrets: !wanted.trusted, data: input.data as Partial<ConditionData> },
  );
  const context = { request, repository, commit, compiled };
  const refused =
    (await ctx.hooks.request.approve.promise(context)) ?? boundsFault(compiled, ctx.limits);
  return {
    ...(toJson(compiled) as unknown as Output),
    ...(refused && { rejection: refused, jobs: [] }),
  };
}

const NOTHING = { config: {}, rawConfigs: [], jobs: [], stages: [], messages: [] };

/** Only a ref is known: of a branch, or a commit of the default one. */
function requestOf(ref: string, { defaultBranch }: Repository): PreviewRequest {
  const isSha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(ref);
  const branch = isSha ? defaultBranch : ref.replace(/^refs\/heads\//, '');
  const rest = { tag: null, message: null, sender: null, mergeMode: null, trusted: false };
  return { ref: `refs/heads/${branch}`, branch, sha: isSha ? ref : null, ...rest };
}

/** As the API stores one. */
function asRequest(
  { id: repositoryId, ownerId }: Repository,
  { configs }: Input,
  { message, trusted: _trusted, ...wanted }: PreviewRequest,
): BuildRequest {
  return {
    ...wanted,
    id: 0,
    repositoryId,
    ownerId,
    deliveryId: null,
    eventType: 'api',
    state: 'processing',
    result: null,
    rule: null,
    message: null,
    beforeSha: null,
    commitMessage: message,
    compareUrl: null,
    pullRequest: null,
    configs,
    commitId: null,
    buildId: null,
    attempts: 1,
    version: 0,
    createdAt: Date.now(),
    finishedAt: null,
  };
}

/** A bare text. */
async function nowhere(ctx: Context, { ref, configs, data }: Input): Promise<Output> {
  const compiled: CompileResult = await ctx.deps.compiler.compile(
    {
      repo: NOWHERE,
      ref,
      configs: configs.map(({ config, mode }) => (mode === null ? { config } : { config, mode })),
      data: data as ConditionData,
    },
    { file: async () => undefined, repo: async () => undefined },
  );
  return toJson(compiled) as unknown as Output;
}

const NOWHERE: RepoRef = { id: 0, slug: 'preview/preview', private: false };
