/** When the last backup was made, for `turnpike doctor`: a note in the data folder. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../checks.js';

const NOTE = 'last-backup.json';
const DAY_MS = 86_400_000;
/** The guide makes one each night. */
const MOST_DAYS = 7;

export async function noteBackup(dataDir: string, file: string): Promise<void> {
  const note = { at: new Date().toISOString(), file };
  await writeFile(join(dataDir, NOTE), `${JSON.stringify(note)}\n`, { mode: 0o600 });
}

/** Nothing of a server that has nothing to lose yet: one that was never started, or within the last days. */
export async function backupCheck(
  dataDir: string,
  keyFile: string,
  now: number = Date.now(),
): Promise<readonly Check[]> {
  const key = await stat(keyFile).catch(() => undefined);
  if (!key) return [];
  const at = await lastBackup(dataDir);
  const days = Math.floor((now - (at ?? key.mtimeMs)) / DAY_MS);
  const ago = days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} ago`;
  const message = at === undefined ? 'none was made here' : `the last one was made ${ago}`;
  if (days <= MOST_DAYS) return [{ name: 'backup', state: 'ok', message }];
  const wayOut =
    'turnpike backup FILE, each night (config/guide/backup.md). One that is made another way is not known here.';
  return [{ name: 'backup', state: 'warning', message, wayOut }];
}

/** Milliseconds since 1970; undefined: none is known. */
async function lastBackup(dataDir: string): Promise<number | undefined> {
  try {
    const note = JSON.parse(await readFile(join(dataDir, NOTE), 'utf8')) as {
      readonly at?: string;
    };
    const at = Date.parse(note.at ?? '');
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
