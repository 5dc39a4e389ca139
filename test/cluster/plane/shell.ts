/** Commands of this machine. */
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const MOST_BYTES = 256 * 1_048_576;
const LOOK_MS = 100;

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly input?: string;
}

/** Standard output. Throws with the command and all that it said. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { input, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { ...rest, maxBuffer: MOST_BYTES },
      (error, stdout, stderr) => {
        if (!error) return resolve(stdout);
        const said = `${stdout}${stderr}`.trim();
        reject(
          Object.assign(new Error(`${command} ${args.join(' ')}: ${said || error.message}`), {
            code: error.code,
            stdout,
            stderr,
          }),
        );
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Standard output, or undefined where it fails. */
export const attempt = (command: string, args: readonly string[]): Promise<string | undefined> =>
  run(command, args).catch(() => undefined);

/** Asks until the answer is not undefined. What is thrown meanwhile is the reason that is given at the end. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  seconds = 180,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let reason: unknown;
  for (;;) {
    const answer = await ask().catch((error: unknown) => void (reason = error));
    if (answer !== undefined) return answer;
    if (performance.now() > end)
      throw new Error(`${what}: not within ${seconds} s`, { cause: reason });
    await wait(LOOK_MS);
  }
}
