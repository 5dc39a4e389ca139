import {
  ConfigError,
  definePlugin,
  tokens,
  type Executor,
  type PluginContext,
} from '@turnpike/sdk';
import { Config, type WorkerConfig } from './config.js';
import { createWorker, type Worker } from './worker.js';
import { takeFolder } from './worker-folder.js';

const requires = {
  leases: tokens.leases,
  logSink: tokens.logSink,
  scriptCompiler: tokens.scriptCompiler,
  executors: tokens.executors,
  installed: tokens.installed,
};
type Context = PluginContext<WorkerConfig, typeof requires>;

/** Of executors that have no limit of their own. */
const START_SECONDS = 240;

/** One worker a scope: the same plugin may run in several hosts of a process. */
const workers = new WeakMap<AbortSignal, Worker>();

export const plugin = definePlugin({
  id: 'worker',
  summary: 'Claims jobs, runs them in an executor and streams their logs.',
  config: Config,
  requires,
  on: {
    'job:queued': (_event, ctx) => workers.get(ctx.signal)?.wake(),
    'job:cancel-requested': ({ data }, ctx) => workers.get(ctx.signal)?.check(data),
  },
  sweep: { everySeconds: 10, run: async (ctx) => workers.get(ctx.signal)?.wake() },
  async start(ctx) {
    const worker = await assemble(ctx);
    workers.set(ctx.signal, worker);
    await worker.start();
  },
  drain: async (ctx) => workers.get(ctx.signal)?.drain(),
  stop: async (ctx) => workers.get(ctx.signal)?.stop(),
});

async function assemble(ctx: Context): Promise<Worker> {
  const { config, deps, clock, log, hooks, signal } = ctx;
  const executor = chooseExecutor(deps.executors, config.executor);
  await executor.open?.();
  for (const warning of executor.warnings)
    log.warn({ executor: executor.id, warning }, 'jobs are not isolated');
  const folder = await takeFolder(await ctx.dataDir());
  signal.addEventListener('abort', () => void folder.lock.release());
  const ended = ctx.metrics.counter('worker_runs_total', 'Runs that ended here.', ['ending']);
  const startSeconds = config.startSeconds ?? executor.startSeconds ?? START_SECONDS;
  const { spoolDir } = folder;
  const parts = { ...deps, executor, startSeconds, hooks, config, clock, log, spoolDir };
  return createWorker({
    parts,
    name: config.name ?? folder.name,
    version: '0.1.0',
    facts: async () => ({
      process: deps.installed.process.name,
      facts: await deps.installed.facts(),
    }),
    onEnd: ({ ending }) => {
      ended.inc({ ending: ending?.kind === 'final' ? ending.state : (ending?.kind ?? 'lost') });
    },
  });
}

function chooseExecutor(executors: readonly Executor[], id: string): Executor {
  const chosen = executors.find((executor) => executor.id === id);
  if (chosen) return chosen;
  const known = executors.map((executor) => executor.id).join(', ') || 'none';
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `There is no executor \`${id}\` here.`, {
    key: 'worker.executor',
    wayOut: `Run its plugin beside the worker, or choose one of: ${known}.`,
  });
}
