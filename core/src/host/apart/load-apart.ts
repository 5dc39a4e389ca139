/** Loads plugins that are to run in processes of their own: no line of them runs here. */
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TurnpikeError, type ErrorCode } from '../../contracts/errors.js';
import { HOOK_KINDS } from '../../contracts/hooks.js';
import { consentOf, newIn, type Consent } from '../added/consent.js';
import { entryOf, type Attempt, type LoadedPlugin } from '../load.js';
import { manifestOf } from '../manifest.js';
import { isPluginId, pluginShapeProblems } from '../plugin-shape.js';
import type { Refused } from '../stand-ins.js';
import type { AnyContext } from '../unit.js';
import { allowedOf } from './allowed.js';
import { apartFaults } from './apart-faults.js';
import { createKeeper, type Keeper } from './keeper.js';
import { launch } from './launch.js';
import { placeOf, type Place } from './place.js';
import { portsOf } from './ports.js';
import type { Begin, Described, Description, SentProblem, SentRefusal } from './protocol.js';
import { standIn, type Built } from './stand-in.js';
import { requiredTokens } from './stand-in-tokens.js';
import { findWalls, wallWords, withNetwork } from './walls.js';

export interface ApartSettings {
  /** Paths that no plugin may read. */
  readonly secret: readonly string[];
  readonly hookSeconds: number;
  readonly startSeconds: number;
  readonly memoryBytes: number;
  /** Of an added plugin, by id; its declaration may not be another one than that. */
  consentedTo(spec: string): Readonly<Record<string, Consent>> | undefined;
  /** Is the plugin of this id to run apart? */
  isApart(id: string, spec: string): boolean;
}

/** undefined: none of what the module holds is to run apart. */
export async function loadApart(
  spec: string,
  root: string,
  settings: ApartSettings,
): Promise<Attempt | undefined> {
  const place = await placeOf(resolveEntry(spec, root), settings.secret);
  try {
    const { plugins: told, packaged, refused } = await describePlace(place, settings);
    const plugins = told.map((one) => placed(one, spec, place));
    const isApart = plugins.some(({ manifest }) => settings.isApart(manifest.id, spec));
    if (!isApart && refused.length === 0) return undefined;
    const loaded = plugins.map((one) => loadedOf(one, spec, root, settings));
    const isShaped = (one: LoadedPlugin) => shapeProblems(one).length === 0;
    return {
      plugins: loaded.filter(isShaped).map((one) => ({ ...one, packaged })),
      refused: [
        ...refused.map((one) => refusedOf(one, spec)),
        ...loaded
          .filter((one) => !isShaped(one))
          .map((one) => ({ source: spec, problems: shapeProblems(one) })),
      ],
    };
  } finally {
    await place.dispose();
  }
}

function refusedOf({ id, hooks, problems }: SentRefusal, source: string): Refused {
  return {
    source,
    problems: problems.map((problem) => revived(problem, source)),
    ...(isPluginId(String(id)) ? { id } : {}),
    ...(Array.isArray(hooks)
      ? { hooks: hooks.filter((hook) => Object.hasOwn(HOOK_KINDS, hook)) }
      : {}),
  };
}

/** A module for browsers is served by the server: from where the plugin lies, and nothing else. */
function placed(described: Described, spec: string, place: Place): Described {
  const { uiModule } = described.manifest;
  const isFile = uiModule?.startsWith('file:') === true;
  const original = isFile ? place.originalOf(fileURLToPath(uiModule)) : undefined;
  const module = original === undefined ? null : pathToFileURL(original).href;
  return { ...described, manifest: { ...described.manifest, source: spec, uiModule: module } };
}

/** Where the module lies, without importing it. */
function resolveEntry(spec: string, root: string): string {
  if (isAbsolute(spec) || spec.startsWith('.')) return entryOf(resolve(root, spec), spec);
  for (const from of [import.meta.url, join(root, 'package.json')]) {
    try {
      return createRequire(from).resolve(spec);
    } catch {
      // Not to be found from there.
    }
  }
  throw new TurnpikeError('TURNPIKE_PLUGIN_UNKNOWN', `The plugin ${spec} cannot be found.`, {
    source: spec,
    wayOut: `npm install ${spec}, or correct it in \`plugins\`.`,
  });
}

async function describePlace(
  place: Place,
  { startSeconds, memoryBytes }: ApartSettings,
): Promise<Description> {
  const lines: string[] = [];
  const launched = launch({
    walls: await findWalls(),
    allowed: { readable: place.readable, writable: [], heapBytes: memoryBytes },
    memoryBytes: memoryBytes + BESIDE_HEAP_BYTES,
    entry: place.entry,
    cwd: dirname(place.entry),
    answer: () => undefined,
    hear: () => undefined,
    onLine: (line) => void lines.push(line),
  });
  try {
    const limitMs = startSeconds * 1_000;
    return (await launched.channel.call('describe', [], { limitMs })) as Description;
  } catch (error) {
    launched.kill(error instanceof Error ? error.message : String(error));
    const message = `${await launched.ended} ${lines.slice(-5).join(' ')}`;
    throw new TurnpikeError('TURNPIKE_PLUGIN_FAILED', message, {}, error);
  } finally {
    launched.kill('It has told what it declares.');
  }
}

function loadedOf(
  described: Described,
  spec: string,
  root: string,
  settings: ApartSettings,
): LoadedPlugin {
  const { id } = described.manifest;
  let keeper: Keeper | undefined;
  let onGivenUp: (error: TurnpikeError) => void = () => undefined;
  const build = async (context: AnyContext): Promise<Built> => {
    const built = await buildApart(described, { spec, root, settings, context }, (error) =>
      onGivenUp(error),
    );
    keeper = built.keeper;
    return { keeper, registered: await keeper.begin() };
  };
  const plugin = standIn(described, { build, hookMs: settings.hookSeconds * 1_000 });
  const consented = settings.consentedTo(spec);
  return {
    plugin,
    id,
    source: spec,
    faults: [
      ...described.faults.map((one) => revived(one, spec)),
      ...apartFaults(described),
      ...(consented ? moreThan(consented[id], { plugin, id, source: spec }, described) : []),
    ],
    apart: {
      info: () => keeper?.info(),
      onGivenUp: (hear) => {
        onGivenUp = hear;
      },
    },
  };
}

/** Its own process made the description: what goes on here by its id goes through the same look as in the server. */
function shapeProblems({ plugin, source }: LoadedPlugin): readonly TurnpikeError[] {
  return pluginShapeProblems(plugin).map(
    (message) =>
      new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `${source}: ${message}`, {
        source,
        wayOut: 'Export `plugin = definePlugin({ id, summary, … })` once under this id.',
      }),
  );
}

/** A declaration that is another one when it runs than when somebody consented to it. */
function moreThan(
  consented: Consent | undefined,
  loaded: LoadedPlugin,
  { members }: Described,
): readonly TurnpikeError[] {
  const parts = { taps: members.includes('taps'), sweeps: members.includes('sweep') };
  const more = newIn(consentOf({ manifest: manifestOf(loaded), parts }), consented);
  const words = Object.entries(more).map(([heading, list]) => `${heading}: ${list.join(', ')}`);
  if (words.length === 0) return [];
  const message = `${loaded.id} asks for more than was consented to: ${words.join('; ')}.`;
  const wayOut = `turnpike plugin upgrade ${loaded.id} shows it, and asks.`;
  const details = { plugin: loaded.id, source: loaded.source, wayOut };
  return [new TurnpikeError('TURNPIKE_PLUGIN_CHANGED', message, details)];
}

interface Building {
  readonly spec: string;
  readonly root: string;
  readonly settings: ApartSettings;
  readonly context: AnyContext;
}

async function buildApart(
  described: Described,
  { spec, root, settings, context }: Building,
  onGivenUp: (error: TurnpikeError) => void,
): Promise<{ readonly keeper: Keeper }> {
  const place = await placeOf(resolveEntry(spec, root), settings.secret);
  const { permissions } = described.manifest;
  const found = await findWalls();
  const walls = permissions.runtime.includes('sockets') ? withNetwork(found) : found;
  const dataDir = await context.dataDir();
  const requires = requiredTokens(described.requires);
  const ports = portsOf(context, requires, (method, ...args) => keeper.tell(method, ...args));
  const begin = (): Begin => ({
    id: context.id,
    config: context.config,
    present: Object.keys(requires).filter(
      (name) => (context.deps as Readonly<Record<string, unknown>>)[name] !== undefined,
    ),
    dataDir,
    limits: context.limits,
    publicUrl: context.publicUrl,
  });
  const keeper: Keeper = createKeeper({
    plugin: context.id,
    log: context.log,
    walls: wallWords(walls),
    startMs: settings.startSeconds * 1_000,
    blockedMs: settings.hookSeconds * 1_000,
    begin,
    launch: () =>
      launch({
        walls,
        allowed: allowedOf(permissions, { place, dataDir, heapBytes: settings.memoryBytes }),
        entry: place.entry,
        cwd: dataDir,
        memoryBytes: settings.memoryBytes + BESIDE_HEAP_BYTES,
        ...ports,
        onLine: (line) =>
          ports.hear('log', ['info', { line: line.slice(0, 2_000) }, 'the plugin printed']),
      }),
    onGivenUp,
  });
  context.signal.addEventListener('abort', () => void keeper.end().then(() => place.dispose()), {
    once: true,
  });
  return { keeper };
}

/** Node itself, and bytes that are not in the heap. */
const BESIDE_HEAP_BYTES = 128 * 1_048_576;

function revived({ code, message, details }: SentProblem, spec: string): TurnpikeError {
  return new TurnpikeError(code as ErrorCode, message, { ...details, source: spec });
}
