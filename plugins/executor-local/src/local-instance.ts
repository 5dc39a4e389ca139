import type { Instance, InstanceSpec, RunExit } from '@turnpike/sdk';
import type { LocalConfig } from './config.js';
import type { Containment } from './containment.js';
import { watchDisk, type DiskWatch } from './disk-watch.js';
import { forgetScript, launchText, writeScript, type InstanceFolder } from './instance-folder.js';
import type { JobUser } from './job-user.js';
import type { Launcher } from './launcher.js';
import { openTerminal, type Terminal } from './terminal.js';

/** What all instances of one launcher share. */
export interface LocalParts {
  /** Where the folders of its instances are made. */
  readonly root: string;
  readonly init: string;
  readonly keeper: string;
  readonly label: string;
  readonly user: JobUser | undefined;
  readonly containment: Containment;
  readonly config: LocalConfig;
  readonly places: string;
  readonly launcher: Launcher;
}

/** The job's own doing: errored, and not tried again. */
const OVER_LIMIT: RunExit = { code: 137 };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function createInstance(
  parts: LocalParts,
  spec: InstanceSpec,
  folder: InstanceFolder,
): Instance {
  let terminal: Terminal | undefined;
  let stopping: Promise<void> | undefined;

  async function launch(bash: Uint8Array, tty: string): Promise<RunExit> {
    const env = environmentOf(parts, spec, folder);
    const { config, containment, init, keeper, places } = parts;
    const launchFile = launchText({
      folder,
      env,
      limits: config.limits,
      containment,
      init,
      keeper,
      places,
    });
    try {
      writeScript(folder, bash, parts.user, launchFile);
    } catch (error) {
      return { lost: `The script cannot be written: ${(error as Error).message}` };
    }
    if (stopping) return { lost: 'The instance was stopped before its script began.' };
    return parts.launcher.launch(folder.id, tty).exit;
  }

  async function* written(
    output: AsyncIterable<Uint8Array>,
    disk: DiskWatch,
  ): AsyncGenerator<Uint8Array> {
    let first = true;
    for await (const chunk of output) {
      if (first) void forgetScript(folder);
      first = false;
      yield chunk;
    }
    if (disk.words) yield Buffer.from(`\r\n\u001b[31;1m${disk.words}\u001b[0m\r\n`);
  }

  async function endAll(): Promise<void> {
    await parts.launcher.end(folder.id);
    terminal?.close();
  }

  return {
    id: folder.id,
    run(bash) {
      const tty = (terminal = openTerminal(parts.user));
      const disk = watchDisk(
        folder.path,
        parts.config.limits.diskMiB,
        () => void parts.launcher.end(folder.id),
      );
      const exit = launch(bash, tty.path).then(async (ended) => {
        disk.stop();
        await tty.finish();
        return disk.words ? OVER_LIMIT : ended;
      });
      return { output: written(tty.output, disk), exit };
    },
    stop: () => (stopping ??= endAll()),
  };
}

/** All that the job sees of the server's environment is what the configuration lists. */
function environmentOf(
  parts: LocalParts,
  spec: InstanceSpec,
  folder: InstanceFolder,
): Record<string, string> {
  const { config, label, user } = parts;
  const listed = config.env.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const name = user?.name ?? process.env['USER'] ?? 'travis';
  const own = {
    HOME: folder.home,
    ...javaHome(folder.home),
    USER: name,
    LOGNAME: name,
    SHELL: '/bin/bash',
    TERM: 'xterm',
    ...(parts.containment.namespaces ? {} : { TMPDIR: `${folder.path}/tmp` }),
    ...spec.env,
    TURNPIKE_INSTANCE: `${label}/${folder.id}`,
  };
  const all = { ...Object.fromEntries(listed), ...own };
  return Object.fromEntries(Object.entries(all).filter(([key]) => NAME.test(key)));
}

/** Java takes the home of the password file for the user's, whatever HOME says: caches would be shared there. */
function javaHome(home: string): Readonly<Record<string, string>> {
  const option = `-Duser.home=${home}`;
  const tools = ['MAVEN_OPTS', 'GRADLE_OPTS', 'ANT_OPTS', 'SBT_OPTS', 'LEIN_JVM_OPTS'];
  return {
    ...Object.fromEntries(tools.map((name) => [name, option])),
    GRADLE_USER_HOME: `${home}/.gradle`,
  };
}
