import { spawn, type ChildProcess } from 'node:child_process';
import { open, mkdir, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '@turnpike/core/contracts';

/** A held lock. Closing the process releases it too, even by SIGKILL. @experimental */
export interface FileLock {
  /** Repeatable. */
  release(): Promise<void>;
}

/**
 * Programs that lock an inherited descriptor and leave: the lock belongs to the open file description,
 * which this process shares with them, so it outlives them and ends with us.
 */
const LOCKERS: readonly (readonly [string, ...string[]])[] = [
  ['flock', '--exclusive', '--nonblock', '3'],
  ['perl', '-e', 'open(my $f, "+<&=", 3) or exit 2; exit(flock($f, 6) ? 0 : 1)'],
];

/**
 * Takes an exclusive lock on `path` (made if absent, with its folder).
 *
 * @returns undefined when another process holds it.
 * @throws ConfigError TURNPIKE_CONFIG_INVALID when this system has no program that can lock.
 * @experimental
 */
export async function lockFile(path: string): Promise<FileLock | undefined> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+', 0o600);
  try {
    if (await lockDescriptor(handle.fd)) return heldLock(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return undefined;
}

/** A file handle that nobody refers to is closed by the garbage collector, and the lock with it. */
const held = new Set<FileHandle>();

function heldLock(handle: FileHandle): FileLock {
  let closing: Promise<void> | undefined;
  held.add(handle);
  return {
    release() {
      held.delete(handle);
      return (closing ??= handle.close());
    },
  };
}

async function lockDescriptor(fd: number): Promise<boolean> {
  for (const [program, ...args] of LOCKERS) {
    const code = await runLocker(program, args, fd);
    if (code !== undefined) return code === 0;
  }
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', 'No program here can lock a file.', {
    wayOut: 'Install `flock` (util-linux) or perl.',
  });
}

/** Exit code, or undefined where the program is not installed. */
function runLocker(
  program: string,
  args: readonly string[],
  fd: number,
): Promise<number | undefined> {
  const child: ChildProcess = spawn(program, [...args], {
    stdio: ['ignore', 'ignore', 'ignore', fd],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
