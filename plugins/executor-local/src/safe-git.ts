import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** git without anybody's settings and hooks, in whosever repository. */
export function safeGit(
  args: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly stdout: string }> {
  const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'safe.directory=*'];
  return promisify(execFile)('git', [...safe, ...args], { signal, env: gitEnv() });
}

function gitEnv(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' };
}
