import {
  z,
  type ConditionData,
  type ConfigMap,
  type MapNode,
  type Message,
  type YmlContribution,
} from '@turnpike/sdk';
import { compileConfig, withoutPipelineKeys } from '../compile.js';
import { onlySwitches, switches, type Switches } from '../doc/context.js';
import { normalize, type Normalized } from '../doc/normalize.js';
import { EnvSyntaxError, scanEnv } from '../env/scan.js';
import { expandMatrix } from '../matrix/expand.js';
import { mergeParts } from '../pipeline/merge.js';
import { composeLanguage, type Language } from '../schema/extensions.js';
import { readYaml } from '../yaml/read.js';
import { Case } from './case.js';
import { failureOf } from './failure.js';
import { portsOf, repoOf } from './files.js';
import { toJson } from './json.js';

/**
 * What answers the lines of `turnpike config --jsonl`, each with one line of JSON without line break,
 * in the language with these plugins' keys. It never throws for a bad case: it answers
 * `{error: {class, message}}`.
 */
export function createConfigJsonl(
  contributions: readonly YmlContribution[],
): (line: string) => Promise<string> {
  const language = composeLanguage(contributions);
  return (line) => configJsonl(line, language);
}

async function configJsonl(line: string, language: Language): Promise<string> {
  let id: unknown;
  try {
    const given: unknown = JSON.parse(line);
    id = idOf(given);
    return toJson({ id, ...(await answer(Case.parse(given), language)) });
  } catch (error) {
    return toJson({ id, error: errorOf(error) });
  }
}

/** What a case calls itself, however broken it is. */
export function idOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'id' in given ? given.id : undefined;
}

function errorOf(error: unknown): { readonly class: string; readonly message: string } {
  if (error instanceof EnvSyntaxError || error instanceof SyntaxError)
    return { class: 'ParseError', message: error.message };
  if (error instanceof z.ZodError)
    return { class: 'ArgumentError', message: z.prettifyError(error) };
  return failureOf(error);
}

async function answer(given: Case, language: Language): Promise<object> {
  const { schema } = language;
  if (given.env_string !== undefined) return { pairs: scanEnv(given.env_string) };
  if (given.config !== undefined) return expandOnly(given.config, given.data, schema);
  if (given.files !== undefined) return pipeline(given, language);
  const normalized = normalizeCase(given, schema);
  if (given.data === undefined) return { ...normalized, matrix: jobsOf(schema, normalized.config) };
  return wholeCase(given, given.data, normalized, language);
}

function switchesOf({ opts }: Case): Switches {
  return opts && opts !== 'default' ? onlySwitches(opts) : switches({ hints: false });
}

function normalizeCase(given: Case, schema: MapNode): Normalized {
  const parts = given.parts ?? [{ str: given.input ?? '' }];
  const read = parts.map(({ str, src, modes }) => ({ ...readYaml(str, src), ...modes }));
  const findings = read.flatMap((part) => part.findings);
  return normalize(schema, mergeParts(read), findings, switchesOf(given));
}

function jobsOf(schema: MapNode, config: ConfigMap, data?: ConditionData) {
  return expandMatrix(schema, config, data).rows.map(({ job }) => job);
}

function expandOnly(config: ConfigMap, data: ConditionData | undefined, schema: MapNode): object {
  try {
    const { rows, messages } = expandMatrix(schema, config, data);
    return { matrix: rows.map(({ job }) => job), messages };
  } catch (error) {
    return { matrix_error: { class: failureOf(error).class } };
  }
}

/** One text with request data: the public repository owner/repo, with nothing else to fetch. */
async function wholeCase(
  given: Case,
  data: ConditionData,
  { config, messages }: Normalized,
  language: Language,
): Promise<object> {
  const matrix = jobsOf(language.schema, withoutPipelineKeys(config), data);
  const files = { 'owner/repo:.travis.yml@master': given.input ?? '' };
  const repo = { id: 1, slug: 'owner/repo', private: false };
  try {
    const result = await compileConfig(
      language,
      { repo, ref: 'master', configs: [], data, options: { ...switchesOf(given), line: false } },
      portsOf(files, {}),
    );
    const known = new Set(
      messages.map(({ level, key, code, args }) => toJson({ level, key, code, args })),
    );
    const more = result.messages
      .map(bare)
      .filter(({ level, key, code, args }) => !known.has(toJson({ level, key, code, args })));
    const { jobs, stages, config: final_config } = result;
    return { config, messages: [...messages, ...more], matrix, jobs, stages, final_config };
  } catch (error) {
    return { config, messages, matrix, pipeline_error: { class: failureOf(error).class } };
  }
}

async function pipeline(given: Case, language: Language): Promise<object> {
  const configs = (given.configs ?? []).map(({ config, mode }) => ({
    config: typeof config === 'string' ? config : toJson(config),
    ...(mode !== undefined && mode !== null && { mode }),
  }));
  const { repo = {}, ref = '', data = {}, files = {}, repos = {} } = given;
  const input = { repo: repoOf(repo), ref, configs, data, options: switchesOf(given) };
  const result = await compileConfig(language, input, portsOf(files, repos));
  const { config, jobs, stages } = result;
  const messages = result.messages.map(bare);
  const raw_configs = result.rawConfigs.map(({ source, mode }) => ({
    source,
    mode: listedMode(mode),
  }));
  return { config, messages, jobs, stages, raw_configs };
}

function listedMode(mode: string | null): unknown {
  return mode?.startsWith('[') ? JSON.parse(mode) : mode;
}

/** A message as data, without its sentence. */
function bare(message: Message): Message {
  const { text: _text, ...data } = message;
  return data;
}
