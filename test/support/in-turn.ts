/** One process at a time, over a lock of the kernel's: it ends with whoever has it, however that ends. */
import { setTimeout as wait } from 'node:timers/promises';
import { lockFile, type FileLock } from '@turnpike/sdk/lock';

const LOOK_MS = 500;

/** Waits until nobody else has the file, then works. */
export async function inTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  let lock: FileLock | undefined;
  while (!(lock = await lockFile(file))) await wait(LOOK_MS);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
