import type {
  CompileInput,
  CompileResult,
  ConfigMap,
  ConfigPorts,
  LintInput,
  LintResult,
  MapNode,
} from '@turnpike/sdk';
import { switches } from './doc/context.js';
import { normalize } from './doc/normalize.js';
import { unique } from './matrix/equal.js';
import { expandMatrix } from './matrix/expand.js';
import { finish } from './pipeline/finish.js';
import { Loader, type Part } from './pipeline/load.js';
import { mergeParts } from './pipeline/merge.js';
import { readYaml } from './yaml/read.js';

/** See `ConfigCompiler.compile`. */
export async function compileConfig(
  schema: MapNode,
  input: CompileInput,
  ports: ConfigPorts,
): Promise<CompileResult> {
  const loader = new Loader(schema, input, ports);
  await loader.load();
  const { parts } = loader;
  const root = mergeParts(parts.map(mergeable));
  const duplicates = parts.flatMap((part) => part.duplicates);
  const normalized = normalize(schema, root, duplicates, switches(input.options));
  const final = finish(schema, withoutPipelineKeys(normalized.config), input.data);
  const messages = [...normalized.messages, ...loader.messages, ...final.messages];
  return {
    ...final,
    rawConfigs: parts.map(({ raw }) => raw),
    messages: unique(messages, (message) => message as unknown as ConfigMap),
  };
}

/** An API config's mode says how what follows is merged, a file's how it is merged itself. */
function mergeable({ root, raw }: Part) {
  return raw.source.startsWith('api') ? { root, rgt: raw.mode } : { root, lft: raw.mode };
}

/** Keys that only the pipeline itself heeds. */
export function withoutPipelineKeys(config: ConfigMap): ConfigMap {
  const { import: _import, merge_mode: _mode, ...rest } = config;
  return rest;
}

/** See `ConfigCompiler.lint`. */
export function lintConfig(schema: MapNode, input: LintInput): LintResult {
  const { root, duplicates } = readYaml(input.text, input.source);
  const normalized = normalize(schema, root, duplicates, switches(input.options));
  const config = withoutPipelineKeys(normalized.config);
  if (!input.data) return { ...listed(schema, config), messages: normalized.messages };
  const final = finish(schema, config, input.data);
  return { ...final, messages: [...normalized.messages, ...final.messages] };
}

function listed(schema: MapNode, config: ConfigMap): Omit<LintResult, 'messages'> {
  const { rows } = expandMatrix(schema, config);
  const jobs = rows.map(({ job }) => job);
  return { config, jobs, origins: rows.map(({ origin }) => origin), stages: [] };
}
