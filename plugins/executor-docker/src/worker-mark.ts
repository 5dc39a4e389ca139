import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By this a worker knows its containers after a restart. Kept in its folder. */
export async function workerMark(folder: string): Promise<string> {
  const file = join(folder, 'mark');
  const fresh = randomBytes(8).toString('hex');
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  return (await readFile(file, 'utf8')).trim();
}
