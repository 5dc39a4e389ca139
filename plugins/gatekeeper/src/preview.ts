import {
  NotFoundError,
  type ConditionData,
  type RepoRef,
  type RequestPreview,
} from '@turnpike/sdk';
import { configPorts, repoRef } from './config-ports.js';
import type { Context } from './context.js';
import { toJson } from './json.js';

/** What a configuration would become, without storing anything. Throws ConfigError. */
export function createPreview(ctx: Context): RequestPreview {
  return {
    preview: async ({ repositoryId, ref, configs, data }) => {
      const target = repositoryId === null ? undefined : await repositoryOf(ctx, repositoryId);
      const ports = target
        ? configPorts(ctx, target, true)
        : { file: async () => undefined, repo: async () => undefined };
      const compiled = await ctx.deps.compiler.compile(
        {
          repo: target ? repoRef(target) : NOWHERE,
          ref,
          configs: configs.map(({ config, mode }) =>
            mode === null ? { config } : { config, mode },
          ),
          data: data as ConditionData,
        },
        ports,
      );
      return toJson(compiled) as never;
    },
  };
}

const NOWHERE: RepoRef = { id: 0, slug: 'preview/preview', private: false };

async function repositoryOf(ctx: Context, id: number) {
  const repository = await ctx.deps.store.repositories.get(id);
  if (!repository) throw new NotFoundError();
  return repository;
}
