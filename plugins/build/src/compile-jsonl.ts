import type { CompileEnv, JobPayload } from '@turnpike/sdk';
import { flatten, isHash, toArrays, type FlatCommand } from '@turnpike/sdk/shell';
import { buildTree, compileScript } from './compile.js';
import { ConfigProblem, problemNodes } from './config-problem.js';
import type { Registry } from './parts.js';
import { printPlain, printStages } from './program.js';

/** The settings that a line of `turnpike compile --jsonl` may give; unknown ones are ignored. */
interface Settings {
  readonly app_host?: string;
  readonly now?: string;
  readonly installation_token?: string;
  readonly apt_safelist?: readonly string[];
  readonly apt_sources?: CompileEnv['aptSources'];
  readonly sauce_connect_version?: string;
}

interface Line {
  readonly id: unknown;
  readonly settings?: Settings;
  readonly payload: JobPayload;
  readonly stages?: readonly string[];
}

export interface CompiledLine {
  readonly id: unknown;
  readonly cache_slug?: string;
  /** All 24 stages with their nodes as nested arrays. */
  readonly stages?: readonly (readonly [string, readonly unknown[]])[];
  readonly commands?: readonly FlatCommand[];
  readonly error?: { readonly kind: 'config_error'; readonly message: string };
}

export interface ScriptLine {
  readonly id: unknown;
  readonly script: string;
  readonly error?: CompiledLine['error'];
}

function environment(settings: Settings = {}): CompileEnv {
  return {
    now: settings.now ?? new Date().toISOString(),
    appHost: settings.app_host ?? '',
    installationToken: settings.installation_token,
    aptSafelist: settings.apt_safelist,
    aptSources: settings.apt_sources,
    sauceConnectVersion: settings.sauce_connect_version,
  };
}

function parseLine(line: string): Line {
  const value: unknown = JSON.parse(line);
  if (!isHash(value) || !isHash(value['payload']))
    throw new TypeError('a line is {id, settings, payload}');
  return value as unknown as Line;
}

/** Runs the compilation; a wrong config is the answer's `error`. */
function explained<T>(run: () => T, explain: (problem: ConfigProblem) => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConfigProblem) return explain(error);
    throw error;
  }
}

/** One line of `turnpike compile --jsonl`. Throws on a line that is not JSON of that shape. */
export function compileLine(registry: Registry, line: string): CompiledLine {
  const { id, settings, payload } = parseLine(line);
  return explained<CompiledLine>(
    () => {
      const { stages, cacheSlug } = buildTree(registry, payload, environment(settings));
      return {
        id,
        cache_slug: cacheSlug,
        stages: stages.map(({ name, nodes }) => [name, toArrays(nodes)] as const),
        commands: stages.flatMap(({ name, nodes }) => flatten(name, nodes)),
      };
    },
    ({ message }) => ({ id, error: { kind: 'config_error', message } }),
  );
}

/** One line of `turnpike compile --script --jsonl`: the whole script, or one of the named stages alone. */
export function compileScriptLine(registry: Registry, line: string): ScriptLine {
  const { id, settings, payload, stages: names } = parseLine(line);
  const env = environment(settings);
  return explained<ScriptLine>(
    () => {
      const built = buildTree(registry, payload, env);
      if (names) return { id, script: printStages(built.stages, names) };
      return { id, script: compileScript(registry, payload, env).bash };
    },
    (problem) => ({
      id,
      script: printPlain(problemNodes(problem)),
      error: { kind: 'config_error', message: problem.message },
    }),
  );
}
