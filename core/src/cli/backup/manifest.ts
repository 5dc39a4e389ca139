/** What a backup says of itself, and how its archive is laid out. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { extract } from 'tar';
import { InputError } from '../../contracts/errors.js';
import type { Dialect } from './database-copy.js';

export const FORMAT = 2;
/** Database, key and whole folders of plugins; no list of files. */
const FIRST_FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const DATABASE = 'database';
export const KEY = 'key';
export const SIGNING_KEY = 'signing-key';
export const PARTS = 'parts';

/** By its path in the archive. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}
export interface ArchivedPart {
  readonly name: string;
  readonly plugin: string;
  readonly files: number;
  readonly bytes: number;
  /** Named by the rows of the backup, and removed while it was made: no loss. */
  readonly removedMeanwhile: number;
  /** Named by rows, and not there: lost before. */
  readonly lost: readonly string[];
  /** Not as the rows have them. */
  readonly damaged: readonly string[];
  /** It is not in this file, but there. */
  readonly elsewhere?: string;
}
export interface BackupManifest {
  readonly format: number;
  readonly version: string;
  readonly dialect: Dialect;
  readonly createdAt: string;
  /** Is the server's key in it? Without one, what was sealed can only be read with a copy kept elsewhere. */
  readonly key: boolean;
  readonly parts: readonly ArchivedPart[];
  /** Names of parts that were left out when it was made. */
  readonly without: readonly string[];
  readonly files: readonly ArchivedFile[];
}

export async function measure(folder: string, path: string): Promise<ArchivedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, path))) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** Unpacks an archive. Throws InputError for what is none, is cut off, or has other bytes than it says. */
export async function openArchive(file: string, folder: string): Promise<BackupManifest> {
  try {
    await extract({ file, cwd: folder, strict: true });
  } catch (error) {
    if (!(await stat(file).catch(() => undefined))) throw noBackup(file, 'is not there', error);
    throw noBackup(file, 'is cut off, damaged, or no backup of Turnpike', error);
  }
  const manifest = await readManifest(file, folder);
  for (const known of manifest.files) {
    const found = await measure(folder, known.path).catch(() => undefined);
    if (!found) throw noBackup(file, `lacks ${known.path}`);
    if (found.sha256 !== known.sha256)
      throw noBackup(file, `has other bytes in ${known.path} than it was made with`);
  }
  return manifest;
}

async function readManifest(file: string, folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '{}');
  const read = JSON.parse(text) as BackupManifest & { readonly folders?: readonly string[] };
  if (read.format === FORMAT) return read;
  if (read.format !== FIRST_FORMAT) throw noBackup(file, 'is no backup of Turnpike');
  return { ...read, key: true, parts: [], without: [], files: [] };
}

/** Folders that a backup of the first format carries, each named for its plugin. */
export async function firstFolders(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, MANIFEST), 'utf8');
  const { format, folders } = JSON.parse(text) as { format: number; folders?: readonly string[] };
  return format === FIRST_FORMAT ? (folders ?? []).map((name) => basename(name)) : [];
}

function noBackup(file: string, words: string, cause?: unknown): InputError {
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${file} ${words}.`,
    { file, wayOut: 'Name a whole file that `turnpike backup` wrote.' },
    cause,
  );
}
