import type {
  CompileInput,
  CompileResult,
  ConfigContext,
  ConfigCompiler,
  ConfigPorts,
  Hooks,
  LintResult,
  MatrixContext,
  YmlContribution,
} from '@turnpike/sdk';
import { createConfigCompiler } from '../compiler.js';
import { outsideOfFuse, TooLongHere, underFuse } from './fuse.js';
import { expandByTaps } from './remote-hooks.js';
import { rememberedPorts } from './remembered-ports.js';
import type { AskedPort, ThreadLimits } from './reading-thread.js';
import { createThreads } from './threads.js';
import type { PortName } from './words.js';

/** What most configurations take is a tenth of it. */
const HERE_MS = 40;
/** The first ones find nothing prepared and nothing optimized. */
const FIRST_MS = 200;
const FIRST = 2;
const LIMITS: ThreadLimits = { ms: 10_000, megabytes: 256 };

type CompileHooks = Pick<Hooks, 'config' | 'matrix'>;

/**
 * The same compiler for a server: what costs little is read at once, all else in a thread, so that nobody else
 * waits for it. There it ends after a time and with a memory that are limited, with ConfigError
 * TURNPIKE_YML_LIMIT.
 */
export function createBoundedCompiler(
  contributions: readonly YmlContribution[],
  hooks?: CompileHooks,
  limits: ThreadLimits = LIMITS,
): ConfigCompiler {
  const here = createConfigCompiler(contributions, hooks && hooksOutside(hooks));
  const threads = createThreads(contributions, limits);
  let count = 0;

  async function orInThread<T>(work: () => Promise<T>, inThread: () => Promise<T>): Promise<T> {
    count += 1;
    try {
      return await underFuse(count > FIRST ? HERE_MS : FIRST_MS, work);
    } catch (error) {
      if (!(error instanceof TooLongHere)) throw error;
      return inThread();
    }
  }

  return {
    ...here,
    lint: (input) =>
      orInThread(
        () => here.lint(input),
        async () => (await threads.run({ kind: 'lint', input }, noPort)) as LintResult,
      ),
    compile: (input, given) => {
      const ports = rememberedPorts(given);
      return orInThread(
        () => here.compile(input, ports),
        () => compileInThread(input, ports),
      );
    },
  };

  async function compileInThread(input: CompileInput, ports: ConfigPorts): Promise<CompileResult> {
    const table = portTable(ports, hooks);
    const names = Object.keys(table) as PortName[];
    const ask: AskedPort = async (port, args) => table[port]?.(...args);
    return (await threads.run({ kind: 'compile', input, ports: names }, ask)) as CompileResult;
  }
}

const noPort: AskedPort = async () => undefined;

type PortTable = { readonly [P in PortName]?: (...args: unknown[]) => Promise<unknown> };

function portTable(ports: ConfigPorts, hooks: CompileHooks | undefined): PortTable {
  const { config, matrix } = hooks ?? {};
  return {
    ...(ports as unknown as PortTable),
    ...(config?.normalize.isUsed() && {
      normalize: (context) => config.normalize.promise(context as ConfigContext),
    }),
    ...(matrix?.expand.isUsed() && {
      expand: (context) => expandByTaps(matrix.expand, context as MatrixContext),
    }),
  };
}

/** What taps take is their plugin's, and has limits of its own. */
function hooksOutside({ config, matrix }: CompileHooks): CompileHooks {
  const outside = <C>(hook: { promise(context: C): Promise<C> }) => ({
    promise: (context: C) => outsideOfFuse(() => hook.promise(context)),
  });
  return {
    config: { normalize: outside<ConfigContext>(config.normalize) },
    matrix: { expand: outside<MatrixContext>(matrix.expand) },
  } as unknown as CompileHooks;
}
