import { scriptStages, type JobPayload } from '@turnpike/sdk';
import { flatten, isHash, toArrays, type FlatCommand } from '@turnpike/sdk/shell';
import { buildTree, compileScript } from './compile.js';
import { ConfigProblem, problemNodes } from './config-problem.js';
import { readSettings } from './jsonl-settings.js';
import type { Registry } from './parts.js';
import { printPlain, printStages } from './program.js';

interface Line {
  readonly id: unknown;
  readonly settings: unknown;
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

const jsonTokens = /"(?:\\.|[^"\\])*"|-?\d+\.0+(?![\d.eE])/g;

/**
 * `python: 3.0` is a float in YAML and shows as `3.0`; to JavaScript it is the number 3.
 * Such numbers become text before they are read.
 */
function keepFloats(json: string): string {
  return json.replace(jsonTokens, (token) =>
    token.startsWith('"') ? token : `"${token.replace(/0+$/, '0')}"`,
  );
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(keepFloats(line));
  } catch (error) {
    throw new ConfigProblem('The line is not JSON.', '', { cause: error });
  }
}

function readStages(value: unknown): readonly string[] | undefined {
  if (value === null || value === undefined) return undefined;
  const known: readonly unknown[] = scriptStages;
  if (!Array.isArray(value) || !value.every((name) => known.includes(name))) {
    throw new ConfigProblem(`\\"stages\\" is a list of these names: ${scriptStages.join(', ')}.`);
  }
  return value as string[];
}

function readLine(value: unknown): Line {
  if (!isHash(value)) throw new ConfigProblem('A line is a hash of id, settings and payload.');
  const stages = readStages(value['stages']);
  return {
    id: value['id'],
    settings: value['settings'],
    payload: value['payload'] as JobPayload,
    ...(stages ? { stages } : {}),
  };
}

function idOf(value: unknown): unknown {
  return isHash(value) ? (value['id'] ?? null) : null;
}

/** Answers a line; whatever is wrong with it is the answer's `error`. */
function answer<T>(
  text: string,
  run: (line: Line) => T,
  explain: (id: unknown, problem: ConfigProblem) => T,
): T {
  let value: unknown;
  try {
    value = parseLine(text);
    return run(readLine(value));
  } catch (error) {
    if (error instanceof ConfigProblem) return explain(idOf(value), error);
    throw error;
  }
}

/** One line of `turnpike compile --jsonl`: `{id, settings, payload}`. */
export function compileLine(registry: Registry, text: string): CompiledLine {
  return answer<CompiledLine>(
    text,
    ({ id, settings, payload }) => {
      const { stages, cacheSlug } = buildTree(registry, payload, readSettings(settings));
      return {
        id,
        cache_slug: cacheSlug,
        stages: stages.map(({ name, nodes }) => [name, toArrays(nodes)] as const),
        commands: stages.flatMap(({ name, nodes }) => flatten(name, nodes)),
      };
    },
    (id, { message }) => ({ id, error: { kind: 'config_error', message } }),
  );
}

/** One line of `turnpike compile --script --jsonl`: the whole script, or that of the named stages alone. */
export function compileScriptLine(registry: Registry, text: string): ScriptLine {
  return answer<ScriptLine>(
    text,
    ({ id, settings, payload, stages: names }) => {
      const env = readSettings(settings);
      const built = buildTree(registry, payload, env);
      if (names) return { id, script: printStages(built.stages, names) };
      return { id, script: compileScript(registry, payload, env).bash };
    },
    (id, problem) => ({
      id,
      script: printPlain(problemNodes(problem)),
      error: { kind: 'config_error', message: problem.message },
    }),
  );
}
