/** `lock.json` in the folder of added plugins: what was added, where it came from, what was consented to. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../contracts/errors.js';

export const LOCK_FILE = 'lock.json';
const LOCK_VERSION = 1;

/** Of names below the folder: neither up nor away. */
const below = z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[^/\\].*$/);
const digest = z.string().startsWith('sha512-');

const added = z.strictObject({
  from: z.strictObject({
    kind: z.enum(['file', 'folder', 'tarball', 'registry']),
    /** Absolute path, or name with range as it was asked for. */
    spec: z.string(),
    /** Of the file or tarball as it came; null: a folder has none. */
    integrity: digest.nullable(),
  }),
  version: z.string().nullable(),
  sdk: z.string().nullable(),
  /** Below the folder of added plugins; its content never changes. */
  folder: below,
  /** What is loaded, below `folder`. */
  entry: below,
  /** Of all files in `folder`, those of dependencies too. */
  integrity: digest,
  /** Ids of the plugins in it. */
  plugins: z.array(z.string()).min(1),
  enabled: z.boolean(),
  consent: z.strictObject({
    at: z.iso.datetime(),
    /** By plugin: heading, and what was asked for under it. */
    asked: z
      .record(z.string(), z.record(z.string(), z.array(z.string()).readonly()).readonly())
      .readonly(),
  }),
});
const lock = z.strictObject({
  lockVersion: z.literal(LOCK_VERSION),
  /** By name of the package, or id of the first plugin in a file. */
  plugins: z.record(z.string(), added),
});

export type AddedPlugin = z.infer<typeof added>;
export type AddedPlugins = Readonly<Record<string, AddedPlugin>>;

/** Empty where nothing was ever added. Throws ConfigError where the file is none of ours. */
export function readLock(dir: string): AddedPlugins {
  const file = join(dir, LOCK_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return {};
    throw unreadable(file, error);
  }
  try {
    return lock.parse(JSON.parse(text)).plugins;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** false: the server's data is somebody else's, so nobody here knows what was added. */
export function mayReadLock(dir: string): boolean {
  try {
    accessSync(join(dir, LOCK_FILE), constants.R_OK);
  } catch (error) {
    return !['EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code));
  }
  return true;
}

/** Whole or not at all. */
export async function writeLock(dir: string, plugins: AddedPlugins): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = join(dir, LOCK_FILE);
  const names = Object.keys(plugins).toSorted();
  const sorted = Object.fromEntries(names.map((name) => [name, plugins[name]]));
  const text = JSON.stringify({ lockVersion: LOCK_VERSION, plugins: sorted }, null, 2);
  await writeFile(`${file}.new`, `${text}\n`);
  await rename(`${file}.new`, file);
}

function unreadable(file: string, cause: unknown): ConfigError {
  const [issue] = cause instanceof z.ZodError ? cause.issues : [];
  const why = issue ? `${issue.path.join('.')}: ${issue.message}` : String(cause);
  return new ConfigError(
    'TURNPIKE_CONFIG_UNREADABLE',
    `The lock of the added plugins cannot be read: ${why}`,
    {
      file,
      wayOut: 'Restore it from a copy, or move the folder away and add the plugins anew.',
    },
    cause,
  );
}
