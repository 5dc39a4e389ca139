import { AnswerLater, scriptStages } from '@turnpike/sdk';
import type {
  CompiledScript,
  CompileEnv,
  JobPayload,
  ScriptCompiler,
  ScriptNode,
} from '@turnpike/sdk';
import { Shell, shellEscape, text } from '@turnpike/sdk/shell';
import { ConfigProblem, problemNodes, unforeseen } from './config-problem.js';
import { createCompilation, type Compilation } from './context.js';
import { chooseLanguage } from './language.js';
import { createRegistry, type CompilerParts, type Registry } from './parts.js';
import { printPlain, printProgram, stageTree } from './program.js';
import { activeAddons, buildStages, type BuiltStage } from './stages/build-stages.js';
import { readPayload } from './read-payload.js';
import { atOnce, inTurns, type Slices } from './slices.js';
import { isDebug } from './stages/debug.js';
import { sidecars } from './stages/sidecars.js';

/** A compilation before it is printed. */
export interface Built {
  readonly ctx: Compilation;
  readonly header: readonly ScriptNode[];
  readonly stages: readonly BuiltStage[];
  readonly cacheSlug: string;
}

/** Builds the tree of a job, of whatever shape its payload has. Throws {@link ConfigProblem} and {@link AnswerLater}, and nothing else. */
export function buildTree(registry: Registry, payload: JobPayload, env: CompileEnv): Built {
  return atOnce(treeInSlices(registry, payload, env));
}

function* treeInSlices(registry: Registry, payload: JobPayload, env: CompileEnv): Slices<Built> {
  try {
    return yield* buildRead(registry, readPayload(payload), env);
  } catch (error) {
    throw error instanceof ConfigProblem || error instanceof AnswerLater
      ? error
      : unforeseen(error);
  }
}

function* buildRead(registry: Registry, payload: JobPayload, env: CompileEnv): Slices<Built> {
  const ctx = createCompilation(payload, env, chooseLanguage(registry, payload.config['language']));
  if (isUnreachable(payload)) return unreachable(ctx);
  const stages = yield* buildStages(ctx, registry);
  return {
    ctx,
    header: headerNodes(ctx, registry),
    stages,
    cacheSlug: ctx.cache.slug(),
  };
}

/** What runs between set-up and the first stage. */
function headerNodes(ctx: Compilation, registry: Registry): ScriptNode[] {
  const sh = new Shell('header');
  const result = ctx.config['.result'];
  if (result === 'not_found')
    sh.echo('Could not find .travis.yml, using standard configuration.', { ansi: 'red' });
  exportStorage(sh, ctx);
  for (const { hooks, options } of activeAddons(ctx, registry)) hooks.header?.(sh, options, ctx);
  return sh.nodes;
}

/** The job's own token: all that a script may reach of this installation. */
function exportStorage(sh: Shell, { payload }: Compilation): void {
  const { storage_url: url, job_token: token } = payload.turnpike ?? {};
  if (!url || !token) return;
  sh.export('TURNPIKE_STORAGE_URL', shellEscape(url.replace(/\/+$/, '')));
  sh.export('TURNPIKE_JOB_TOKEN', shellEscape(token));
}

function isUnreachable({ config }: JobPayload): boolean {
  return config['.result'] === 'server_error';
}

/** The config could not be fetched at all: no stage has anything; the code is that of Travis' own script. */
function unreachable(ctx: Compilation): Built {
  const header: ScriptNode[] = [
    { type: 'echo', text: 'Could not fetch .travis.yml from GitHub.', ansi: 'red' },
    { type: 'raw', text: 'exit 127' },
  ];
  const stages = scriptStages.map((name) => ({ name, nodes: [] }));
  return { ctx, header, stages, cacheSlug: ctx.cache.slug() };
}

function plain(nodes: readonly ScriptNode[], code: string, message: string): CompiledScript {
  return {
    tree: nodes,
    bash: printPlain(nodes),
    services: [],
    cacheSlug: '',
    messages: [{ level: 'error', code, text: message }],
  };
}

/** As {@link ScriptCompiler}, at once. Throws {@link AnswerLater} where a part runs in a process of its own. */
export function compileScript(
  registry: Registry,
  payload: JobPayload,
  env: CompileEnv,
): CompiledScript {
  return atOnce(compileInSlices(registry, payload, env));
}

function* compileInSlices(
  registry: Registry,
  payload: JobPayload,
  env: CompileEnv,
): Slices<CompiledScript> {
  try {
    return yield* finish(yield* treeInSlices(registry, payload, env), registry);
  } catch (error) {
    if (error instanceof AnswerLater) throw error;
    const problem = error instanceof ConfigProblem ? error : unforeseen(error);
    return plain(problemNodes(problem), problem.code, problem.message);
  }
}

const imageName = /^[a-z0-9][\w./:@-]{0,254}$/i;

/** The job's own `image`, else what its language proposes; a version may be no part of a name. */
function chooseImage(ctx: Compilation): string | undefined {
  const image =
    text(ctx.payload.turnpike?.image ?? ctx.config['image']) || ctx.definition.image?.(ctx);
  if (!image || imageName.test(image)) return image;
  ctx.warn('image_invalid', `There is no image of the name ${image.slice(0, 100)}.`);
  return undefined;
}

function* finish(
  { ctx, header, stages, cacheSlug }: Built,
  registry: Registry,
): Slices<CompiledScript> {
  if (isUnreachable(ctx.payload))
    return plain(header, 'config_unreachable', 'The configuration could not be fetched.');
  const { env } = ctx;
  const bash = yield* printProgram(header, stages, {
    debug: isDebug(ctx),
    profile: env.isolation === 'machine',
    appHost: env.appHost ?? '',
  });
  const image = chooseImage(ctx);
  return {
    tree: stageTree(header, stages),
    bash,
    ...(image ? { image } : {}),
    services: sidecars(ctx, registry),
    cacheSlug,
    messages: ctx.messages,
  };
}

/** The script compiler made of the given languages, add-ons, services and deploy providers. */
export function createScriptCompiler(parts: CompilerParts): ScriptCompiler {
  return {
    compile({ payload, env }) {
      // Made for each: languages and add-ons may be replaced while the server runs.
      const registry = createRegistry(parts);
      return waiting(() => inTurns(compileInSlices(registry, payload, env)));
    },
  };
}

/** More answers than parts have functions: something answers anew each time. */
const MOST_WAITS = 500;

/** Compiles anew as often as parts in processes of their own answer later. */
export async function waiting<T>(compile: () => T | Promise<T>): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await compile();
    } catch (error) {
      if (!(error instanceof AnswerLater) || waits === MOST_WAITS) throw error;
      await error.ready;
    }
  }
}
