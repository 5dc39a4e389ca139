/**
 * Ends a job whose files take more than it may have. The kernel bounds one file; what all of them take together
 * has to be counted. Counting walks the job's folders, so it is done only where the disk has lost enough room
 * since the last count that the answer may have changed, and now and then in case others have freed as much.
 */
import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MIB = 1_048_576;
/** How often the room of the disk is looked at: one call. */
const LOOK_MS = 1_000;
/** A count at least so often. */
const COUNT_MS = 60_000;
/** A count takes at most this part of the time. */
const SHARE = 20;

export interface DiskWatch {
  /** For people, once the job was ended. */
  readonly words: string | undefined;
  stop(): void;
}

/** `end` is called once, when `folder` takes more than `mostMiB`. */
export function watchDisk(folder: string, mostMiB: number, end: () => void): DiskWatch {
  const most = mostMiB * MIB;
  let words: string | undefined;
  let stopped = false;
  let roomThen: number | undefined;
  let [notBefore, atLatest] = [0, performance.now() + COUNT_MS];
  roomOf(folder).then(
    (room) => (roomThen = room),
    () => undefined,
  );
  const lookLater = (): NodeJS.Timeout => setTimeout(() => void look(), LOOK_MS).unref();
  let timer = lookLater();

  async function look(): Promise<void> {
    try {
      await judge(await roomOf(folder));
    } catch {
      // The folder is gone, or full of names that change: the next look sees.
    }
    if (!stopped) timer = lookLater();
  }

  async function judge(room: number): Promise<void> {
    const now = performance.now();
    const hasChanged = roomThen === undefined || roomThen - room > most / 16;
    if (now < notBefore || (!hasChanged && now < atLatest)) return;
    const used = await bytesOf(folder);
    const took = performance.now() - now;
    [roomThen, notBefore, atLatest] = [room, now + took * SHARE, now + COUNT_MS];
    if (used <= most || stopped) return;
    stopped = true;
    words = `The files of this job take ${Math.ceil(used / MIB)} MiB; it may have ${mostMiB} MiB (executor-local.limits.diskMiB).`;
    end();
  }

  return {
    get words() {
      return words;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function roomOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What lies on this disk, as it is allocated; `du` answers although a file went away while it looked. */
async function bytesOf(folder: string): Promise<number> {
  const { stdout } = await run('du', ['-skx', folder]).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }));
  return Number.parseInt(stdout, 10) * 1024 || 0;
}
