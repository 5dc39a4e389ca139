/** Finds and imports plugins by package name, subpath or file path. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TurnpikeError } from '../contracts/errors.js';
import type { ApartInfo } from '../contracts/host.js';
import type { Plugin } from '../contracts/plugin.js';
import type { Origin } from '../config/layer.js';
import { isFromElsewhere, oursFirst } from './elsewhere.js';
import { ownFolder } from './module-place.js';
import { packageFacts, type PackageFacts } from './package-facts.js';
import { pluginShapeProblems } from './plugin-shape.js';
import { freshUrl, offerSdkTo } from './sdk-for-strangers.js';
import { isBundle, shipped } from './shipped.js';
import { remainsOf, type Refused } from './stand-ins.js';

export interface LoadedPlugin {
  readonly plugin: Plugin;
  readonly id: string;
  /** What it was loaded by. */
  readonly source: string;
  /** Of a plugin from elsewhere: what its package.json says. */
  readonly packaged?: PackageFacts;
  /** Of a plugin from elsewhere: where its files lie, absolute and without links. */
  readonly folder?: string;
  /** It could not be loaded; this has its name, and nothing else of it. */
  readonly isStandIn?: true;
  /** What was found wrong where it was read, beside what its declaration shows. */
  readonly faults?: readonly TurnpikeError[];
  /** Its functions run in a process of its own. */
  readonly apart?: Apart;
}
export interface Apart {
  /** undefined: it was not built here. */
  info(): ApartInfo | undefined;
  /** `hear`: called once its process is not started again any more. */
  onGivenUp(hear: (error: TurnpikeError) => void): void;
}
export interface LoadResult {
  readonly plugins: readonly LoadedPlugin[];
  /** All of them. */
  readonly problems: readonly TurnpikeError[];
  /** Those of plugins from elsewhere that are there: others can do without. */
  readonly refused: readonly Refused[];
}

type Fresh = ReadonlyMap<string, number>;
type AlreadyRead = ReadonlyMap<string, Attempt>;

/** A spec as configured, or a plugin that is at hand already. */
export type PluginSpec = string | Plugin;

/**
 * Imports all; order is kept. `root`: where relative paths and packages are looked for.
 * `originOf`: where the configuration names a plugin. `fresh`: by path, how often it has changed in this process.
 * `read`: those that are not to be imported here.
 */
export async function loadPlugins(
  specs: readonly PluginSpec[],
  root: string,
  originOf: (spec: string) => Origin | undefined = () => undefined,
  fresh: Fresh = new Map(),
  read: AlreadyRead = new Map(),
): Promise<LoadResult> {
  const results = await loadAll([...new Set(specs)], root, fresh, read);
  const { plugins, refused: twice } = withoutSameIds(results.flatMap((result) => result.plugins));
  const refused = [...results.flatMap((result) => result.refused), ...twice].map((one) => ({
    ...one,
    problems: one.problems.map((problem) => placed(problem, originOf)),
  }));
  return {
    plugins,
    problems: refused.flatMap(({ problems }) => problems),
    refused: refused.filter(
      ({ problems, source }) => problems.every(isItsOwn) && isFromElsewhere(source),
    ),
  };
}

/** One that is not there is a mistake of whoever names it. */
const isItsOwn = ({ code }: TurnpikeError): boolean => code !== 'TURNPIKE_PLUGIN_UNKNOWN';

export type Attempt = Pick<LoadResult, 'plugins' | 'refused'>;

/**
 * At once; plugins from elsewhere after those of the bundle, one by one: what a CommonJS plugin requires
 * must not be on its way already (Node 20 throws then).
 */
async function loadAll(
  specs: readonly PluginSpec[],
  root: string,
  fresh: Fresh,
  read: AlreadyRead,
): Promise<readonly Attempt[]> {
  const isOurs = (spec: PluginSpec) => !isBundle || typeof spec !== 'string' || shipped.has(spec);
  const known = (spec: PluginSpec) => (typeof spec === 'string' ? read.get(spec) : undefined);
  const ours = specs.map(
    (spec) => known(spec) ?? (isOurs(spec) ? loadOne(spec, root, fresh) : undefined),
  );
  await Promise.all(ours);
  const results: Attempt[] = [];
  for (const [index, spec] of specs.entries()) {
    results.push((await ours[index]) ?? (await loadOne(spec, root, fresh)));
  }
  return results;
}

/** With file and line of the entry in `plugins`. */
function placed(
  problem: TurnpikeError,
  originOf: (spec: string) => Origin | undefined,
): TurnpikeError {
  const origin = originOf(String(problem.details.source));
  if (!origin) return problem;
  const { source: file, line } = origin;
  const place = { file, ...(line === undefined ? {} : { line }) };
  return new TurnpikeError(
    problem.code,
    problem.message,
    { ...problem.details, ...place },
    problem.cause,
  );
}

async function loadOne(spec: PluginSpec, root: string, fresh: Fresh): Promise<Attempt> {
  if (typeof spec !== 'string') return checked([spec], spec.definition.id);
  try {
    const loaded = pluginsOf(
      (await importSpec(spec, root, fresh.get(spec))) as Record<string, unknown>,
      spec,
    );
    if (shipped.has(spec)) return loaded;
    const packaged = packageFacts(spec, root);
    const folder = ownFolder(spec, root);
    const plugins = loaded.plugins.map((one) => ({
      ...one,
      packaged,
      ...(folder ? { folder } : {}),
    }));
    return { ...loaded, plugins };
  } catch (error) {
    return { plugins: [], refused: [{ source: spec, problems: [loadError(spec, error)] }] };
  }
}

function pluginsOf(module: Readonly<Record<string, unknown>>, spec: string): Attempt {
  const { plugin, plugins } = module;
  if (Array.isArray(plugins)) return checked(plugins as unknown[], spec);
  if (plugin !== undefined) return checked([plugin], spec);
  const problem = invalid(spec, `${spec} exports neither \`plugin\` nor \`plugins\`.`, {
    exports: Object.keys(module),
  });
  return { plugins: [], refused: [{ source: spec, problems: [problem] }] };
}

/** Of a module with several each for itself. */
function checked(candidates: readonly unknown[], source: string): Attempt {
  const judged = candidates.map((candidate) => ({
    candidate,
    problems: pluginShapeProblems(candidate).map((message) =>
      invalid(source, `${source}: ${message}`),
    ),
  }));
  return {
    plugins: judged
      .filter(({ problems }) => problems.length === 0)
      .map(({ candidate }) => {
        const plugin = candidate as Plugin;
        return { plugin, id: plugin.definition.id, source };
      }),
    refused: judged.flatMap(({ candidate, problems }) =>
      problems.length === 0 ? [] : [{ source, problems, ...remainsOf(candidate) }],
    ),
  };
}

/** Of two with one id the stranger is refused, else the later. */
function withoutSameIds(plugins: readonly LoadedPlugin[]): Attempt {
  const refused: Refused[] = [];
  const kept = new Map<string, LoadedPlugin>();
  for (const one of oursFirst(plugins, ({ source }) => isFromElsewhere(source))) {
    const first = kept.get(one.id);
    if (!first) kept.set(one.id, one);
    else {
      const message = `Two plugins are called ${one.id}: ${first.source} and ${one.source}.`;
      const problem = invalid(one.source, message, { plugin: one.id });
      refused.push({ source: one.source, problems: [problem], ...remainsOf(one.plugin) });
    }
  }
  return { plugins: plugins.filter((one) => kept.get(one.id) === one), refused };
}

function invalid(
  source: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', message, {
    source,
    wayOut: 'Export `plugin = definePlugin({ id, summary, … })` once under this id.',
    ...details,
  });
}

function loadError(spec: string, error: unknown): TurnpikeError {
  if (error instanceof TurnpikeError) {
    return new TurnpikeError(error.code, error.message, { source: spec, ...error.details }, error);
  }
  const why = error instanceof Error ? error.message : String(error);
  if (isNotFound(spec, error)) {
    return new TurnpikeError(
      'TURNPIKE_PLUGIN_UNKNOWN',
      `The plugin ${spec} cannot be found.`,
      { source: spec, wayOut: `npm install ${spec}, or correct it in \`plugins\`.` },
      error,
    );
  }
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_FAILED',
    `The plugin ${spec} cannot be imported: ${why}`,
    { source: spec, wayOut: importWayOut(error) },
    error,
  );
}

function importWayOut(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return 'Build it, and name the JavaScript file.';
  return 'Importing a plugin must have no side effect; correct the module.';
}

const NOT_FOUND = new Set([
  'ERR_MODULE_NOT_FOUND',
  'MODULE_NOT_FOUND',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_LOAD_URL',
]);

/** The package itself is missing, not something that it imports. Paths were looked at before. */
function isNotFound(spec: string, error: unknown): boolean {
  if (!(error instanceof Error) || isPath(spec)) return false;
  const code = String((error as NodeJS.ErrnoException).code);
  const [packageName = spec] = /^(@[^/]+\/)?[^/]+/.exec(spec) ?? [];
  return NOT_FOUND.has(code) && error.message.includes(packageName);
}

function isPath(spec: string): boolean {
  return isAbsolute(spec) || spec.startsWith('.');
}

async function importSpec(spec: string, root: string, times = 0): Promise<unknown> {
  const load = shipped.get(spec);
  if (load) return load();
  if (isPath(spec)) {
    const entry = entryOf(resolve(root, spec), spec);
    if (times > 0) return import(freshUrl(entry, resolve(root, spec), times));
    offerSdkTo(entry);
    return import(pathToFileURL(entry).href);
  }
  if (isBundle) offerSdkTo(join(root, 'package.json'));
  try {
    return await import(spec);
  } catch (error) {
    if (!isNotFound(spec, error)) throw error;
    // Not beside the core: installed beside the configuration.
    const found = createRequire(join(root, 'package.json')).resolve(spec);
    return import(pathToFileURL(found).href);
  }
}

/** A folder is a package: its `exports`, `main` or `index.js`. */
export function entryOf(path: string, spec: string): string {
  if (!existsSync(path)) {
    throw new TurnpikeError('TURNPIKE_PLUGIN_UNKNOWN', `There is no plugin at ${spec}.`, {
      source: spec,
      file: path,
      wayOut: 'Correct the path in `plugins`: it is relative to the file that names it.',
    });
  }
  if (!statSync(path).isDirectory()) return path;
  const candidates = [
    ...manifestEntries(path),
    'index.js',
    'src/index.js',
    'index.ts',
    'src/index.ts',
  ];
  const found = candidates.map((name) => join(path, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new TurnpikeError('TURNPIKE_PLUGIN_UNKNOWN', `The folder ${spec} holds no module.`, {
    source: spec,
    wayOut: 'Give it an index.js, or name the file itself.',
  });
}

function manifestEntries(folder: string): readonly string[] {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return [];
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { exports?: unknown; main?: unknown };
  const main = entryOfExports(manifest.exports) ?? manifest.main;
  return typeof main === 'string' ? [main] : [];
}

function entryOfExports(exports: unknown): unknown {
  if (typeof exports !== 'object' || exports === null) return exports;
  const { '.': root, import: esm, default: fallback } = exports as Record<string, unknown>;
  return entryOfExports(root ?? esm ?? fallback ?? undefined);
}
