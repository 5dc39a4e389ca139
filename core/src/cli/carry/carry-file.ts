/** One file of a job from a store to another one, under the name that it has. */
import { TurnpikeError } from '../../contracts/errors.js';
import type { FileStore, KeptFile } from '../../contracts/file-store.js';
import type { Carried } from './carry-log.js';

/** Throws where other bytes arrive than rows have; nothing of them is left there then. */
export async function carryFile(
  from: FileStore,
  to: FileStore,
  { file, bytes, sha256 }: KeptFile,
): Promise<Exclude<Carried, 'open'>> {
  if ((await to.bytes(file)) === bytes) return 'there';
  const stream = await from.read(file);
  if (!stream) return 'missing';
  const kept = await to.write(stream, Number.MAX_SAFE_INTEGER, file);
  if (kept.sha256 === sha256) return 'carried';
  await to.remove(file);
  throw new TurnpikeError(
    'TURNPIKE_INTERNAL',
    `The file ${file} has other bytes in ${from.id} than were stored.`,
    { file, wayOut: 'Restore it from a backup, or remove what it belongs to.' },
  );
}
