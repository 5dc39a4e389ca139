import { existsSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { singleQuote } from '@turnpike/sdk/shell';

/** Folders that every user of a machine may write to: each job has its own in their place. */
export const SHARED_FOLDERS = ['/tmp', '/var/tmp', '/dev/shm'] as const;

/** What the mounts of all jobs of a launcher are made from. Absolute paths. */
export interface Places {
  /** What no job may see. */
  readonly hide: readonly string[];
  /** What a job may look at and not change. */
  readonly seal: readonly string[];
  /** What jobs see and may change although it lies in a sealed or shared folder; it has to be there. */
  readonly writable: readonly string[];
}

/** Is `path` this folder or something in it? */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

/**
 * What runs when the user of the server logs in or starts it again: that user's home, the program itself, and the
 * folders of what it reads. Jobs of the same user could change it; outermost folders only, never the root.
 */
export function foldersToSeal(privateFiles: readonly string[]): readonly string[] {
  const named = [
    ...ownHome(),
    ...(process.env['HOME'] === undefined ? [] : [process.env['HOME']]),
    programFolder(),
    ...privateFiles.map(dirname),
  ];
  const all = [...new Set(named.flatMap(real))].filter((path) => path !== sep);
  const shared = (path: string): boolean => SHARED_FOLDERS.some((folder) => folder === path);
  return all.filter(
    (path) => !shared(path) && !all.some((other) => other !== path && isWithin(path, other)),
  );
}

/** Of the server's user. In a container that may be a number which nobody has given a name or a home. */
function ownHome(): readonly string[] {
  try {
    return [userInfo().homedir];
  } catch {
    return [];
  }
}

/** Where the packages lie that this file belongs to: beside `node_modules`, or the folder of the checkout. */
function programFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const [outside] = here.split(`${sep}node_modules${sep}`);
  // `plugins/executor-local/src`, its `dist`, or the bundle in `dist`.
  if (outside !== here) return outside ?? here;
  const at = here.indexOf(join(sep, 'plugins', 'executor-local', sep));
  return at > 0 ? here.slice(0, at) : dirname(dirname(here));
}

/** The path as the kernel sees it; nothing where there is no such thing. */
export function real(path: string): readonly string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

/**
 * What the first process of each instance sources, its mounts among it. It lies where no job can see it.
 *
 * @param folder that holds the folders of the launcher's instances, in the one that holds those of all.
 */
export function placesText({ hide, seal, writable }: Places, folder: string): string {
  const list = (name: string, values: readonly string[]): string =>
    `${name}=(${values.map(singleQuote).join(' ')})\n`;
  return (
    list('hidden', hide) +
    list('sealed', seal) +
    list('writable', writable) +
    list('mounts', mountTable(folder, writable))
  );
}

/**
 * The mounts of an instance, in the order in which one `mount -a` makes them with the instance's folder as its
 * working directory: own folders for the shared ones, nothing where other jobs' folders were, then its own again.
 * The instance's name goes between the two parts.
 *
 * @param writable what is writable, in the order of `placesText`: the script has them open from number 20 on.
 */
function mountTable(folder: string, writable: readonly string[]): readonly string[] {
  const root = dirname(folder);
  const isCovered = SHARED_FOLDERS.some((shared) => isWithin(root, shared));
  const shared = [
    ['/proc/self/cwd/tmp', '/tmp', 'none', 'bind'],
    ['/proc/self/cwd/var-tmp', '/var/tmp', 'none', 'bind'],
    ['turnpike-shm', '/dev/shm', 'tmpfs', 'mode=1777,nosuid,nodev'],
  ];
  const lines = [
    ...shared.filter(([, place = '']) => existsSync(place)),
    ...(isCovered ? [] : [['turnpike-jobs', root, 'tmpfs', 'mode=0711,size=64k']]),
    ...writable.map((path, index) => [
      `/proc/self/fd/${20 + index}`,
      path,
      'none',
      'rbind,X-mount.mkdir=0711',
    ]),
  ];
  const all = lines.map((fields) => `${fields.map(escaped).join(' ')} 0 0\n`).join('');
  return [`${all}/proc/self/cwd ${escaped(folder)}/`, ' none bind,X-mount.mkdir=0711 0 0\n'];
}

const escaped = (text: string): string =>
  text.replace(/[\s\\#]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
