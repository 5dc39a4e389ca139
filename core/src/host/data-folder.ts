import { existsSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Below the data folder; jobs clone it. */
export const SAMPLE = 'sample.git';

/**
 * Makes the data folder, for its owner alone: even the names in it are nobody else's business. Where a server of root
 * has the sample project, jobs may go through to it, since they run as another user; they see no names either.
 */
export async function takeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = process.getuid?.();
  const { mode, uid } = await stat(folder);
  const wanted = own === 0 && existsSync(join(folder, SAMPLE)) ? 0o711 : 0o700;
  // Made by an older version, or by hand. What belongs to somebody else is theirs to say.
  if ((mode & 0o777) !== wanted && uid === own) await chmod(folder, wanted);
}
