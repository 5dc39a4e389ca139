import type { BuildContext, CommandFlags, LanguageDefinition, ShellBuilder } from '@turnpike/sdk';
import { type Hash, q, type ShellText, truthy, verbatim } from '@turnpike/sdk/shell';
import { fetchKeys, pushKey } from './keys.js';
import { cacheSlug } from './slug.js';
import { cacheStorage, type Storage } from './storage.js';
import { cacheDirectories, normalizeCache, standsAlone } from './wanted.js';

/** The job's cache: what it is called, what is in it, and the commands that move it. */
export interface Cache {
  readonly settings: Hash;
  readonly directories: readonly ShellText[];
  readonly hasStorage: boolean;
  wants(kind: string): boolean;
  slug(): string;
  add(sh: ShellBuilder, paths: readonly ShellText[]): void;
  fetch(sh: ShellBuilder): void;
  push(sh: ShellBuilder): void;
}

/** Nothing about a cache can fail a job. */
const lenient: CommandFlags = { assert: false, echo: false, timing: true };

/** Paths are handed over in lots: a command line has an end. */
const pathsPerCall = 100;

/** A name that bash cannot read keeps out only itself. */
function lots(paths: readonly ShellText[]): readonly (readonly ShellText[])[] {
  const together = paths.filter((path) => !standsAlone(path));
  const starts = Array.from({ length: Math.ceil(together.length / pathsPerCall) }, (_, n) => n);
  return [
    ...starts.map((n) => together.slice(n * pathsPerCall, (n + 1) * pathsPerCall)),
    ...paths.filter(standsAlone).map((path) => [path]),
  ];
}

type Known = Pick<BuildContext, 'config' | 'payload' | 'env' | 'os' | 'arch'>;

export function createCache(
  ctx: Known,
  language: LanguageDefinition,
  full: () => BuildContext,
): Cache {
  const settings = normalizeCache(ctx.config['cache']);
  const storage: Storage | undefined = cacheStorage(ctx.payload, ctx.env);
  const slug = (): string => cacheSlug(ctx.config, ctx.os, language.cacheSlug?.(full()) ?? []);
  const call = (sh: ShellBuilder, action: string, words: readonly ShellText[]): void =>
    sh.cmd(
      `${q`travis_casher --name ${slug()} cache ${verbatim(action)}`} ${words.join(' ')}`,
      lenient,
    );
  const quoted = (urls: readonly string[]): ShellText[] => urls.map((url) => q`${url}`);
  return {
    settings,
    directories: cacheDirectories(settings, ctx.payload.turnpike !== undefined),
    hasStorage: storage !== undefined,
    wants: (kind) => truthy(settings[kind]),
    slug,
    add: (sh, paths: readonly ShellText[]) => {
      if (!storage) sh.raw(':');
      else for (const lot of lots(paths)) call(sh, 'add', lot);
    },
    fetch: (sh) => {
      const keys = fetchKeys(ctx.payload, slug(), ctx.arch);
      if (storage) call(sh, 'fetch', quoted(keys.map(storage.fetchUrl)));
    },
    push: (sh) => {
      if (storage)
        call(sh, 'push', quoted([storage.pushUrl(pushKey(ctx.payload, slug(), ctx.arch))]));
    },
  };
}
