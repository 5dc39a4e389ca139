import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupCheck, noteBackup } from './last-backup.js';

const DAY_MS = 86_400_000;
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'turnpike-backup-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it('says how long ago the last backup was, and warns after a week without one', async () => {
  const key = join(folder, 'key');
  const said = async (days: number) => {
    const [check] = await backupCheck(folder, key, Date.now() + days * DAY_MS);
    return check && `${check.state}: ${check.message}`;
  };
  expect(await said(100), 'never started').toBeUndefined();
  await writeFile(key, 'x');
  expect(await said(7)).toBe('ok: none was made here');
  expect(await said(8)).toBe('warning: none was made here');
  const old = new Date(Date.now() - 30 * DAY_MS);
  await utimes(key, old, old);
  expect(await said(0)).toBe('warning: none was made here');
  await noteBackup(folder, '/var/backups/x.tar.gz');
  expect(await said(0)).toBe('ok: the last one was made today');
  expect(await said(7)).toBe('ok: the last one was made 7 days ago');
  expect(await said(8)).toBe('warning: the last one was made 8 days ago');
  await writeFile(join(folder, 'last-backup.json'), 'cut o');
  expect(await said(0)).toBe('warning: none was made here');
});
