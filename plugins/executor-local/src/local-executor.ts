import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  startFailure,
  TurnpikeError,
  type Executor,
  type Instance,
  type Logger,
  type RunRef,
} from '@turnpike/sdk';
import type { LocalConfig } from './config.js';
import { checkPrograms } from './check-programs.js';
import { findContainment } from './containment.js';
import { makeFolder, type InstanceFolder } from './instance-folder.js';
import { findJobUser, type JobUser } from './job-user.js';
import { makeGenerationFolder, workerMark } from './jobs-root.js';
import { startLauncher, type Launcher } from './launcher.js';
import { initScript, keeperScript, launcherScript } from './launcher-script.js';
import { createInstance, type LocalParts } from './local-instance.js';
import { lendSource, localSource, whySourceGone } from './local-source.js';
import { isWithin, placesText, real, SHARED_FOLDERS } from './places.js';
import { findReaper } from './reaper.js';
import { warningsOf } from './warnings.js';

export interface LocalExecutor extends Executor {
  /** Ends all instances and the launcher. */
  close(): Promise<void>;
}

/**
 * Runs jobs as processes of this machine, each in a session and a pseudo-terminal of its own, with a clean
 * home. Every process carries its instance's label; a guard ends them all when this process is gone.
 *
 * @param options.folder kept between starts: holds this installation's mark.
 * @param options.hide what jobs must not see, where namespaces allow.
 * @param options.seal folders that jobs must not change, where namespaces allow; only of use where jobs have the
 *   server's own user.
 */
export async function createLocalExecutor(options: {
  readonly config: LocalConfig;
  readonly folder: string;
  readonly hide: readonly string[];
  /** What jobs of this very user must not change. */
  readonly seal?: readonly string[];
  readonly log: Logger;
}): Promise<LocalExecutor> {
  const { config, log } = options;
  const user = await findJobUser(config.user);
  await checkPrograms(user);
  const containment = await findContainment(user, config.namespaces, options.seal ?? []);
  const mark = await workerMark(options.folder);
  const hide = containment.namespaces
    ? [...options.hide, ...config.hide].map((path) => resolve(path))
    : [];
  const reaper = containment.namespaces ? [] : await findReaper();
  const warnings = warningsOf({
    user,
    containment,
    allowForks: config.allowForks,
    leavesZombies: reaper === undefined && process.pid === 1,
  });
  // A job could read the key, with which every secret of the platform opens.
  const isOpen = user === undefined && !containment.namespaces;
  let current: Promise<{ readonly launcher: Launcher; readonly parts: LocalParts }> | undefined;

  /** Each launcher has a folder of its own, so that a late guard cannot take what its successor has made. */
  async function launch(): Promise<{ readonly launcher: Launcher; readonly parts: LocalParts }> {
    const generation = randomBytes(3).toString('hex');
    const root = await makeGenerationFolder({ jobsDir: config.jobsDir, mark, generation });
    const [script, init] = [join(root, '.launcher'), join(root, '.init')];
    const [places, keeper] = [join(root, '.places'), join(root, '.keeper')];
    const seal = containment.seal;
    const writable = config.writable.flatMap(real);
    await Promise.all([
      writeFile(script, launcherScript),
      writeFile(init, initScript),
      writeFile(keeper, keeperScript, { mode: 0o644 }),
      writeFile(places, placesText({ hide, seal, writable }, root), { mode: 0o600 }),
    ]);
    await chmod(root, 0o711);
    const label = `${mark}/${generation}`;
    const contained = containment.namespaces ? 'yes' : 'no';
    // What is not there yet is covered by the instances.
    const covered = hide.filter((path) => existsSync(path));
    const command = ['bash', script, root, label, contained, ...covered];
    const words = [...(reaper ?? []), ...containment.launcher, ...command];
    const launcher = await startLauncher({ command: words, log });
    const parts = {
      init,
      keeper,
      label,
      user,
      containment,
      config,
      places,
      root,
      launcher,
    };
    return { launcher, parts };
  }

  async function running(): Promise<{ readonly launcher: Launcher; readonly parts: LocalParts }> {
    const known = await current;
    if (known?.launcher.alive) return known;
    current = launch();
    current.catch(() => (current = undefined));
    return current;
  }

  function mustLend(source: string): boolean {
    const covered = containment.namespaces ? [...hide, ...SHARED_FOLDERS] : [];
    // Either name may lead through what the job cannot see.
    const names = [resolve(source), ...real(source)];
    const isCovered = names.some((name) => covered.some((folder) => isWithin(name, folder)));
    return user !== undefined || isCovered;
  }

  const instances = new Map<string, Instance>();

  function kept(run: RunRef, instance: Instance): Instance {
    const key = keyOf(run);
    const known: Instance = {
      id: instance.id,
      run: (bash) => instance.run(bash),
      async stop() {
        if (instances.get(key) === known) instances.delete(key);
        await instance.stop();
      },
    };
    instances.set(key, known);
    return known;
  }

  async function stopAllBut(keep: readonly RunRef[]): Promise<void> {
    const wanted = new Set(keep.map(keyOf));
    const others = [...instances].filter(([key]) => !wanted.has(key));
    await Promise.all(others.map(([, instance]) => instance.stop()));
  }

  return {
    id: 'local',
    isolation: 'none',
    offers: { os: [osName()], arch: [archName()] },
    warnings,
    compileEnv: () => ({ isolation: 'none' }),
    async start(spec, signal) {
      if (spec.payload.turnpike?.trust === 'fork') refuseFork(config, isOpen);
      const { parts } = await running().catch((cause: unknown) => {
        throw startFailure('platform', 'The launcher of jobs did not start.', cause);
      });
      const folder = folderFor(parts.root, spec.run, user);
      const instance = createInstance(parts, spec, folder);
      const source = localSource(spec.payload);
      try {
        const { submodules } = spec.payload.turnpike?.clone ?? {};
        if (source !== undefined && (mustLend(source) || submodules !== undefined)) {
          await lendSource(source, spec.payload, folder, user, signal);
        }
        signal.throwIfAborted();
        return kept(spec.run, instance);
      } catch (cause) {
        await instance.stop();
        const gone = whySourceGone(source);
        if (gone !== undefined) throw startFailure('user', gone, cause);
        throw startFailure('platform', 'The repository cannot be handed to the job.', cause);
      }
    },
    async reap(keep) {
      // Those of this process by their names: one that is just being forked has no label yet.
      await stopAllBut(keep);
      // Nothing outlives its guard for long: what is to be kept was started here.
      if (keep.length > 0) return;
      const { launcher } = await running();
      await launcher.reap();
    },
    async close() {
      const known = await current?.catch(() => undefined);
      current = undefined;
      await known?.launcher.close();
    },
  };
}

function folderFor(root: string, run: RunRef, user: JobUser | undefined): InstanceFolder {
  try {
    return makeFolder(root, run, user);
  } catch (cause) {
    throw startFailure('platform', 'The folder of the job cannot be made.', cause);
  }
}

/** Throws where forks are not allowed, and where nothing would keep them from the server's own files. */
function refuseFork({ allowForks }: LocalConfig, isOpen: boolean): void {
  if (allowForks && !isOpen) return;
  const refusal = new TurnpikeError(
    'TURNPIKE_EXECUTOR_REFUSED',
    allowForks
      ? "This worker does not run pull requests from forks: they could read the server's key and data folder."
      : 'This worker does not run pull requests from forks: nothing would keep them from its machine.',
    {
      wayOut: allowForks
        ? 'Allow namespaces (`executor-local.namespaces: auto`, and a kernel that has them), or use an executor with containers.'
        : 'Use an executor with containers, or set `executor-local.allowForks: true`.',
    },
  );
  throw startFailure('user', `${refusal.message} ${refusal.details.wayOut ?? ''}`, refusal);
}

export function osName(): string {
  return process.platform === 'darwin' ? 'osx' : process.platform;
}

export function archName(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

const keyOf = ({ jobId, run }: RunRef): string => `${jobId}.${run}`;
