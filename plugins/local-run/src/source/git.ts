import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

type Variables = Readonly<Record<string, string>>;

/** Runs git, without hooks; what it printed, trimmed. Rejects where it fails. */
export async function git(
  cwd: string,
  args: readonly string[],
  variables: Variables = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
    cwd,
    env: { ...ambient(), GIT_TERMINAL_PROMPT: '0', ...variables },
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout.trim();
}

/** The same; undefined where it fails: there is no such thing. */
export function tryGit(cwd: string, args: readonly string[]): Promise<string | undefined> {
  return git(cwd, args).catch(() => undefined);
}

/** Called from a hook, git has told us of another index and folder. */
function ambient(): NodeJS.ProcessEnv {
  const own = /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|PREFIX|COMMON_DIR|ALTERNATE.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
