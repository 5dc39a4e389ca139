import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Number of the system call `prctl`, by Node's name of the processor. */
const PRCTL: Readonly<Record<string, number>> = {
  x64: 157,
  arm64: 167,
  riscv64: 167,
  loong64: 167,
  ppc64: 171,
  arm: 172,
  ia32: 172,
  s390x: 172,
};

/**
 * What to put before the launcher so that processes which lose their parent become its children: it waits for them,
 * which the server, where it is the first process of a container, does not (Node waits only for its own). The shell
 * cannot ask the kernel for this; one of two interpreters that most machines have can, and then becomes the shell.
 *
 * @returns the words before the command, or undefined where neither is there.
 */
export async function findReaper(): Promise<readonly string[] | undefined> {
  const number = PRCTL[process.arch];
  const perl = `syscall(${number}, 36, 1, 0, 0, 0) == 0 or exit 1; exec @ARGV or exit 1`;
  const python =
    'import ctypes, os, sys; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) and sys.exit(1); os.execvp(sys.argv[1], sys.argv[1:])';
  const candidates = [...(number ? [['perl', '-e', perl]] : []), ['python3', '-c', python]];
  for (const words of candidates) if (await works(words)) return words;
  return undefined;
}

async function works([program = '', ...args]: readonly string[]): Promise<boolean> {
  return promisify(execFile)(program, [...args, 'true'], { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}
