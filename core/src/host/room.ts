/** Room on the disks: measured alike by a running process and by `turnpike doctor`. */
import type { StatsFs } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Room, SystemFact } from '../contracts/facts.js';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A folder that is made when it is needed counts as where it will lie. */
export async function measureRoom(
  { folder, usedBytes }: Room,
  lowSpaceBytes: number,
): Promise<Pick<SystemFact, 'state' | 'text' | 'wayOut' | 'room'>> {
  const { bavail, blocks, bsize } = await statfsOf(folder);
  const freeBytes = bavail * bsize;
  const isLow = freeBytes < lowSpaceBytes;
  return {
    state: isLow ? 'warning' : 'ok',
    text: `${sizeText(freeBytes)} free of ${sizeText(blocks * bsize)}`,
    wayOut: isLow
      ? `Make room on the file system of ${folder}, or keep less; host.lowSpaceBytes sets this limit.`
      : null,
    room: { folder, usedBytes: usedBytes ?? null, freeBytes, totalBytes: blocks * bsize },
  };
}

async function statfsOf(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    const parent = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) throw error;
    return statfsOf(parent);
  }
}

/** Together; those that are not there have none. */
export async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** `1.5 GiB`. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}
