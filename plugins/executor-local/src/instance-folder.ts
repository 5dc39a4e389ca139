import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRef } from '@turnpike/sdk';
import { singleQuote } from '@turnpike/sdk/shell';
import type { Containment } from './containment.js';
import type { JobUser } from './job-user.js';
import type { LocalConfig } from './config.js';

/** Folder of one instance: `home` is the job's; all else is only for the launcher. */
export interface InstanceFolder {
  /** Its name, and the instance's id. */
  readonly id: string;
  readonly path: string;
  readonly home: string;
  readonly script: string;
}

/**
 * Makes the folder, before anything runs. Its name tells the run, and cannot be guessed. Synchronously, like all that
 * is written here: a few small things are made sooner than the thread pool would take them up.
 */
export function makeFolder(root: string, run: RunRef, user: JobUser | undefined): InstanceFolder {
  const id = `${run.jobId}-${run.run}-${randomBytes(8).toString('hex')}`;
  const path = join(root, id);
  const folder = { id, path, home: join(path, 'home'), script: join(path, 'build.sh') };
  // Others may walk through (the job's user must), nobody may list.
  mkdirSync(path, { mode: 0o711 });
  mkdirSync(folder.home, { mode: 0o700 });
  giveTo(folder.home, user);
  for (const name of ['tmp', 'var-tmp']) {
    mkdirSync(join(path, name));
    chmodSync(join(path, name), 0o1777);
  }
  return folder;
}

function giveTo(path: string, user: JobUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Writes script and launch file. The script holds secrets: only the job's user may read it, and it goes early. */
export function writeScript(
  folder: InstanceFolder,
  bash: Uint8Array,
  user: JobUser | undefined,
  launch: string,
): void {
  writeFileSync(folder.script, bash, { mode: 0o400 });
  giveTo(folder.script, user);
  writeFileSync(join(folder.path, 'launch'), launch, { mode: 0o600 });
}

/** bash has opened its script by the time it writes: nothing needs the name any more. */
export async function forgetScript(folder: InstanceFolder): Promise<void> {
  await unlink(folder.script).catch(() => undefined);
}

/** What the launcher sources in a process of its own: environment, limits, and the command that becomes the job. */
export function launchText(options: {
  readonly folder: InstanceFolder;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: LocalConfig['limits'];
  readonly containment: Containment;
  readonly init: string;
  readonly keeper: string;
  /** What the launcher's instances may not see or change: `placesText`. */
  readonly places: string;
}): string {
  const { folder, env, containment } = options;
  const began = join(folder.path, 'began');
  const leader = ['setsid', '--ctty', 'bash'];
  const { instance, drop } = containment;
  const command = containment.namespaces
    ? [
        ...instance,
        ...leader,
        options.init,
        folder.path,
        options.places,
        ...drop,
        'bash',
        folder.script,
      ]
    : [...drop, ...leader, options.keeper, folder.script];
  return [
    ...Object.entries(env).map(([name, value]) => `export ${name}=${singleQuote(value)}`),
    ...limitLines(options.limits),
    // The kernel, short of memory, shall take a job before it takes the server.
    'printf 500 2>/dev/null >/proc/self/oom_score_adj',
    `cd ${singleQuote(folder.home)} || exit 125`,
    ...(containment.namespaces ? [] : [`: >${singleQuote(began)}`]),
    `exec ${command.map(singleQuote).join(' ')} 3>&-`,
    '',
  ].join('\n');
}

function limitLines(limits: LocalConfig['limits']): readonly string[] {
  const { processes, fileMiB, memoryMiB, cpuSeconds } = limits;
  const line = (flag: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`ulimit ${flag} ${value} 2>/dev/null`];
  return [
    'ulimit -c 0',
    ...line('-u', processes),
    ...line('-f', fileMiB * 1024),
    ...line('-v', memoryMiB === undefined ? undefined : memoryMiB * 1024),
    ...line('-t', cpuSeconds),
  ];
}
