import type { BuildContext, LanguageDefinition, LanguageSteps } from '@turnpike/sdk';
import {
  deepMerge,
  type FlatCommand,
  flatten,
  type Hash,
  isHash,
  Shell,
  type ShellText,
  truthy,
} from '@turnpike/sdk/shell';

/** For tests: a job of a language with this config, without any storage. */
export function contextOf(language: LanguageDefinition, given: Hash = {}): BuildContext {
  const os = typeof given['os'] === 'string' ? given['os'] : 'linux';
  const { defaults = {} } = language;
  const config = deepMerge(typeof defaults === 'function' ? defaults(os) : defaults, given);
  const cache = isHash(config['cache']) ? config['cache'] : {};
  return {
    payload: { config, repository: { slug: 'acme/rocket' }, job: { id: 1, branch: 'main' } },
    env: { now: '2024-03-01T12:00:00Z' },
    config,
    given,
    language: language.id,
    os,
    dist: 'jammy',
    arch: 'amd64',
    caches: (kind) => truthy(cache[kind]),
    cacheAdd: (sh, ...paths: readonly ShellText[]) => sh.raw(`keep ${paths.join(' ')}`),
    hasCacheStorage: true,
    warn: () => undefined,
  };
}

/** For tests: the nodes of one step in the flat view. */
function commandsOf(
  language: LanguageDefinition,
  step: keyof LanguageSteps,
  given: Hash = {},
): readonly FlatCommand[] {
  const sh = new Shell(step, { echo: true, timing: true });
  language[step]?.(sh, contextOf(language, given));
  return flatten(step, sh.nodes);
}

/** For tests: what users see of a step, in order. */
export function shownBy(
  language: LanguageDefinition,
  step: keyof LanguageSteps,
  given: Hash = {},
): string[] {
  return commandsOf(language, step, given)
    .filter(({ kind, echo }) => kind === 'cmd' && echo)
    .map(({ cmd }) => cmd);
}

/** For tests: the variables that a step exports, `NAME=value`. */
export function exportedBy(
  language: LanguageDefinition,
  step: keyof LanguageSteps,
  given: Hash = {},
): string[] {
  return commandsOf(language, step, given)
    .filter(({ kind }) => kind === 'export')
    .map(({ cmd }) => cmd);
}

/** For tests: what a step does without showing it. */
export function hiddenBy(
  language: LanguageDefinition,
  step: keyof LanguageSteps,
  given: Hash = {},
): string[] {
  return commandsOf(language, step, given)
    .filter(({ kind, echo }) => kind === 'raw' || (kind === 'cmd' && !echo))
    .map(({ cmd }) => cmd);
}
