import type {
  CompileInput,
  CompileResult,
  ConfigMap,
  ConfigPorts,
  Hooks,
  JobOrigin,
  LintInput,
  LintResult,
  MapNode,
  Message,
} from '@turnpike/sdk';
import { switches, type Switches } from './doc/context.js';
import { normalize, repairRaw } from './doc/normalize.js';
import { withLines } from './hints/lines.js';
import { anyRequest } from './matrix/condition.js';
import { describeMessage } from './messages-text.js';
import { asMap, unique } from './matrix/equal.js';
import { expandMatrix } from './matrix/expand.js';
import { finish, type Finished } from './pipeline/finish.js';
import { Loader, type Part } from './pipeline/load.js';
import { openSecrets, unopenedSecrets } from './pipeline/open-secrets.js';
import { mergeParts, type Mergeable } from './pipeline/merge.js';
import { conditionsIn, notCarriedOut, refuseNotCarriedOut } from './pipeline/not-carried-out.js';
import { isExtended, schemaFor, type Language } from './schema/extensions.js';
import type { RawMap } from './yaml/raw.js';
import { readYaml } from './yaml/read.js';

/** See `ConfigCompiler.compile`. */
export async function compileConfig(
  language: Language,
  input: CompileInput,
  ports: ConfigPorts,
  hooks?: CompileHooks,
): Promise<CompileResult> {
  const loader = new Loader(language.schema, input, ports);
  await loader.load();
  const { parts } = loader;
  const isExtendedBuild = parts.some(({ root }) => isExtended(root));
  const schema = isExtendedBuild ? language.extended : language.schema;
  const options = switches(input.options);
  const root = options.merge_normalized
    ? mergeParts(parts.map((part) => normalizedPart(schema, part, options)))
    : mergeParts(parts.map(mergeable));
  const findings = parts.flatMap((part) => part.findings);
  const normalized = normalize(schema, root, findings, options);
  const config = await hooked(withoutPipelineKeys(normalized.config), input, hooks);
  const asked = await openSecrets(config, input.data, ports);
  const final = await expanded(finish(schema, config, asked), input, hooks);
  if (isExtendedBuild)
    refuseNotCarriedOut({
      jobs: allJobs(schema, config),
      conditions: [...conditionsIn(config), ...skippedBy(loader.messages)],
    });
  const { hints, ...result } = final;
  const messages = [
    ...normalized.messages,
    ...loader.messages,
    ...final.messages,
    ...(options.hints ? hints : []),
    ...(await unopenedSecrets(config, ports)),
  ];
  return {
    ...result,
    rawConfigs: parts.map(({ raw }) => raw),
    messages: forPeople(
      unique(messages, (message) => message as unknown as ConfigMap),
      root,
      options,
    ),
  };
}

/** Conditions of imports that were left out: while sources are read, `changed(...)` is never met. */
function skippedBy(messages: readonly Message[]): string[] {
  const skipped = messages.filter(({ code }) => code === 'skip_import');
  return skipped.map(({ args }) => String(asMap(args)['condition']));
}

/** Hooks that may change what the compiler makes. */
type CompileHooks = Pick<Hooks, 'config' | 'matrix'>;

async function hooked(config: ConfigMap, input: CompileInput, hooks?: CompileHooks) {
  const { repo, configs } = input;
  const changed = await hooks?.config.normalize.promise({ repo, config, configs });
  return (changed?.config as ConfigMap | undefined) ?? config;
}

/** Jobs that a hook adds have no origin of their own: they count as of the root. */
async function expanded(final: Finished, input: CompileInput, hooks?: CompileHooks) {
  const { config, jobs } = final;
  const changed = await hooks?.matrix.expand.promise({ repo: input.repo, config, jobs });
  if (!changed || changed.jobs === jobs) return final;
  const origins = changed.jobs.map((job): JobOrigin => {
    return final.origins[jobs.indexOf(job)] ?? { from: 'root', index: 0 };
  });
  return { ...final, jobs: changed.jobs, origins };
}

/** A source repaired by itself, before it is merged; what it imports is never replaced then. */
function normalizedPart(schema: MapNode, part: Part, options: Switches): Mergeable {
  const root = repairRaw(schema, part.root, options);
  const { rgt, lft } = mergeable(part);
  return { root, lft: lft ?? null, rgt: rgt === 'replace' ? null : (rgt ?? null) };
}

/** An API config's mode says how what follows is merged, a file's how it is merged itself. */
function mergeable({ root, raw, mode }: Part): Mergeable {
  return raw.source.startsWith('api') ? { root, rgt: mode } : { root, lft: mode };
}

/** Keys that only the pipeline itself heeds. */
export function withoutPipelineKeys(config: ConfigMap): ConfigMap {
  const { import: _import, merge_mode: _mode, ...rest } = config;
  return rest;
}

/** Each with its sentence; for people also with its line, wherever one is known. */
function forPeople(messages: readonly Message[], root: RawMap, options: Switches): Message[] {
  if (!options.hints) return worded(messages);
  return worded(options.line ? withLines(messages, root) : messages);
}

function worded(messages: readonly Message[]): Message[] {
  return messages.map((message) => ({ ...message, text: describeMessage(message) }));
}

/** See `ConfigCompiler.lint`. */
export function lintConfig(language: Language, input: LintInput): LintResult {
  const { root, findings } = readYaml(input.text, input.source);
  const schema = schemaFor(language, root);
  const options = switches(input.options);
  const normalized = normalize(schema, root, findings, options);
  const config = withoutPipelineKeys(normalized.config);
  const conditions = isExtended(root) ? conditionsIn(normalized.config) : [];
  const missing = isExtended(root)
    ? notCarriedOut({ jobs: allJobs(schema, config), conditions })
    : [];
  const found = [...normalized.messages, ...missing];
  const { hints, ...final } = finish(schema, config, input.data ?? { [anyRequest]: true });
  const all = [...found, ...final.messages, ...(options.hints ? hints : [])];
  return { ...final, messages: forPeople(all, root, options) };
}

/** All jobs that the configuration may make, whatever the request. */
function allJobs(schema: MapNode, config: ConfigMap): readonly ConfigMap[] {
  return expandMatrix(schema, config).rows.map(({ job }) => job);
}
