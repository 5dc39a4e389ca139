import type {
  BuildContext,
  CompileEnv,
  JobPayload,
  LanguageDefinition,
  ScriptMessage,
} from '@turnpike/sdk';
import { deepMerge, type Hash, isHash, type ShellText, text, truthy } from '@turnpike/sdk/shell';
import { createCache, type Cache } from './cache/cache.js';
import { gitDefaults } from './checkout/git-options.js';

/** A BuildContext and what only this package uses. */
export interface Compilation extends BuildContext {
  readonly cache: Cache;
  readonly definition: LanguageDefinition;
  readonly messages: ScriptMessage[];
}

/**
 * Travis' scheduler moved `deploy` below the add-ons, and a `deploy` that it left
 * was ignored. In payloads of this platform it stands where the user wrote it.
 */
function withDeploy(payload: JobPayload): Hash {
  const { deploy, ...rest } = payload.config;
  if (!payload.turnpike || !truthy(deploy)) return payload.config;
  const addons = isHash(rest['addons']) ? rest['addons'] : {};
  return { ...rest, addons: { ...addons, deploy: addons['deploy'] ?? deploy } };
}

/** Defaults of checkout and language under the job's own config. */
function mergeConfig(given: Hash, language: LanguageDefinition): Hash {
  const { defaults = {} } = language;
  const own = typeof defaults === 'function' ? defaults(text(given['os'])) : defaults;
  return deepMerge({ git: gitDefaults, ...own }, given);
}

export function createCompilation(
  payload: JobPayload,
  env: CompileEnv,
  language: LanguageDefinition,
): Compilation {
  const given = withDeploy(payload);
  const config = mergeConfig(given, language);
  const messages: ScriptMessage[] = [];
  const os = text(config['os']) || 'linux';
  const base = {
    payload,
    env,
    config,
    given,
    language: language.id,
    os,
    dist: text(config['dist']),
    arch: text(config['arch']) || 'amd64',
    definition: language,
    messages,
    warn: (code: string, message: string) =>
      void messages.push({ level: 'warn', code, text: message }),
  };
  const cache = createCache(base, language, () => compilation);
  const compilation: Compilation = {
    ...base,
    cache,
    caches: (kind) => cache.wants(kind),
    hasCacheStorage: cache.hasStorage,
    cacheAdd: (sh, ...paths: readonly ShellText[]) => cache.add(sh, paths),
  };
  return compilation;
}
