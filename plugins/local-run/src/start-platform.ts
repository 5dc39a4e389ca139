import {
  InputError,
  tokens,
  type CliIo,
  type CliPlatform,
  type PluginManifest,
} from '@turnpike/sdk';
import { checkInPlace } from './in-place.js';
import type { LocalRun } from './local-plugin.js';
import type { RunOptions } from './options.js';
import { isTaken, keptFolder, temporaryFolder, type StateFolder } from './state-folder.js';

export interface RunningPlatform extends CliPlatform {
  readonly folder: StateFolder;
}

/** Roles that a run has no use for: nobody listens, looks, or is told. */
const UNUSED = new Set([
  'broker',
  'listener',
  'api',
  'live',
  'web',
  'cron',
  'tasks',
  'login-local',
]);

function isWanted({ id, offers, notifier }: PluginManifest, executor: string): boolean {
  if (UNUSED.has(id) || notifier || offers.includes(tokens.logins.name)) return false;
  // Another executor may ask for what this machine has not.
  return !offers.includes(tokens.executors.name) || id === `executor-${executor}`;
}

/** The platform of a run, in the project's folder of state, or in one of its own where that is taken. */
export async function startPlatform(
  io: CliIo,
  options: RunOptions,
  project: string,
  local: LocalRun,
  say: (text: string) => void,
): Promise<RunningPlatform> {
  const platform = await startSomewhere(io, options, project, local, say);
  platform.lacks.forEach(say);
  return platform;
}

async function startSomewhere(
  io: CliIo,
  options: RunOptions,
  project: string,
  local: LocalRun,
  say: (text: string) => void,
): Promise<RunningPlatform> {
  const kept = options.fresh ? undefined : await keptFolder(project, io.env);
  if (kept) {
    try {
      return await boot(io, options, project, kept, local);
    } catch (error) {
      if (!isTaken(error)) throw error;
      say('Another run of this folder is going on: this one has no caches.');
    }
  } else if (!options.fresh) say('There is no folder for caches: HOME cannot be written.');
  const folder = await temporaryFolder();
  return boot(io, options, project, folder, local).catch(async (error: unknown) => {
    await folder.release();
    throw error;
  });
}

async function boot(
  io: CliIo,
  options: RunOptions,
  project: string,
  folder: StateFolder,
  local: LocalRun,
): Promise<RunningPlatform> {
  const platform = await io.platform({
    dataDir: folder.path,
    plugins: [local.plugin],
    runs: (manifest) => isWanted(manifest, options.executor),
    values: valuesOf(options, project),
  });
  try {
    const executor = local.deps.executors.find(({ id }) => id === options.executor);
    if (!executor) throw noExecutor(options.executor);
    if (options.inPlace) checkInPlace(executor);
    return { ...platform, folder };
  } catch (error) {
    await platform.stop({ force: true });
    throw error;
  }
}

/** Over what is configured for a server on this machine. */
function valuesOf(
  { executor, parallel, inPlace }: RunOptions,
  project: string,
): Readonly<Record<string, unknown>> {
  return {
    publicUrl: undefined,
    keyFile: undefined,
    remotes: {},
    gatekeeper: { pollSeconds: { git: 86_400 }, exclude: [] },
    scheduler: {
      defaultQueue: 'local',
      queues: [],
      ownerLimit: 0,
      ownerLimits: {},
      queueLimits: {},
    },
    hub: { storageUrl: undefined },
    worker: { executor, slots: parallel, queues: ['local'], labels: [], drainSeconds: 0 },
    'vcs-git': { local: true },
    ...(inPlace && { 'executor-local': { writable: [project] } }),
  };
}

function noExecutor(id: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', `There is no executor ${id} here.`, {
    key: '--executor',
    wayOut: `Install the plugin executor-${id}, or leave the option out.`,
  });
}
