import type { BuildContext, LanguageDefinition, ShellBuilder } from '@turnpike/sdk';
import { truthy, type Hash } from '@turnpike/sdk/shell';
import { cacheSlug } from './slug.js';
import { cacheDirectories, normalizeCache } from './wanted.js';

/** The job's cache: what it is called, what is in it, and the commands that move it. */
export interface Cache {
  readonly settings: Hash;
  readonly directories: readonly string[];
  readonly hasStorage: boolean;
  wants(kind: string): boolean;
  slug(language: LanguageDefinition, ctx: BuildContext): string;
  add(sh: ShellBuilder, paths: readonly string[]): void;
}

type Known = Pick<BuildContext, 'config' | 'payload' | 'env' | 'os'>;

export function createCache(ctx: Known): Cache {
  const settings = normalizeCache(ctx.config['cache']);
  return {
    settings,
    directories: cacheDirectories(settings),
    hasStorage: false,
    wants: (kind) => truthy(settings[kind]),
    slug: (language, full) => cacheSlug(ctx.config, ctx.os, language.cacheSlug?.(full) ?? []),
    add: (sh) => sh.raw(':'),
  };
}
