/** Brings the files of a part together: linked where they never change, else copied. */
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupFile } from '../../contracts/backup.js';
import type { Db } from '../../store/database.js';
import { measure, PARTS, type ArchivedFile, type ArchivedPart } from './manifest.js';
import type { PluginPart } from './parts.js';

export interface Collected {
  readonly part: Omit<ArchivedPart, 'removedMeanwhile' | 'lost'>;
  readonly files: readonly ArchivedFile[];
  /** Named by rows, and not there when they were looked for. */
  readonly missing: readonly string[];
}

export async function collectPart(folder: string, part: PluginPart, copy: Db): Promise<Collected> {
  const files: ArchivedFile[] = [];
  const missing = new Set<string>();
  const damaged: string[] = [];
  for await (const file of part.files()) {
    const place = join(PARTS, part.name, file.path);
    if (!(await bring(join(part.folder, file.path), join(folder, place), file))) {
      missing.add(file.path);
      continue;
    }
    const measured = await measure(folder, place);
    files.push(measured);
    if (file.sha256 !== undefined && file.sha256 !== measured.sha256) damaged.push(file.path);
  }
  const there = new Set(files.map(({ path }) => path));
  for (const path of await namedLogs(part, copy)) {
    if (!there.has(join(PARTS, part.name, path))) missing.add(path);
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const { name, plugin, elsewhere } = part;
  return {
    part: {
      ...{ name, plugin, files: files.length, bytes, damaged },
      ...(elsewhere === undefined ? {} : { elsewhere }),
    },
    files,
    missing: [...missing],
  };
}

/** What rows name still: of files that are not there, those were not removed meanwhile. */
export async function stillNamed(part: PluginPart, present: Db): Promise<ReadonlySet<string>> {
  const named = new Set(await namedLogs(part, present));
  for await (const { path } of part.files()) named.add(path);
  return named;
}

/** false: it is not there. */
async function bring(from: string, to: string, { final }: BackupFile): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    if (final === true && (await linked(from, to))) return true;
    await copyFile(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Another file system, or one without links: it has to be copied. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    return false;
  }
}

async function namedLogs({ logFile }: PluginPart, db: Db): Promise<readonly string[]> {
  if (!logFile) return [];
  const rows = await db.rows(
    'select job_id, run from job_runs where log_bytes > 0 and log_removed_at is null',
  );
  return rows.map((row) => logFile({ jobId: Number(row['job_id']), run: Number(row['run']) }));
}
