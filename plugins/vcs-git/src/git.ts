import { simpleGit } from 'simple-git';
import { gitError } from './git-error.js';

export interface GitCall {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Settings for this call only; they go through the environment, so no process list shows them. */
  readonly config?: readonly (readonly [string, string])[];
  /** Replaces `ssh`. Only fixed words and quoted paths. */
  readonly sshCommand?: string;
  /** Without any output for so long, git is ended. */
  readonly silenceMs?: number;
  readonly signal?: AbortSignal;
}

/** Nothing of the repository's or the user's own settings may run a program. */
const SAFE: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.pager', 'cat'],
  ['credential.helper', ''],
  ['safe.directory', '*'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['gc.autoDetach', 'false'],
];

const UNSAFE = {
  allowUnsafeHooksPath: true,
  allowUnsafeFsMonitor: true,
  allowUnsafePager: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeSshCommand: true,
  allowUnsafeAskPass: true,
} as const;

/**
 * Runs one git command and answers its output. No prompt, no hook, no system or user settings, no
 * protocol but those named in `config`. Arguments from outside must have been checked by the caller
 * (refs.ts): simple-git does not stop a ref that looks like an option.
 * Throws ExternalHostError.
 */
export async function runGit(call: GitCall): Promise<string> {
  const env = gitEnvironment(call);
  const git = simpleGit({
    baseDir: call.cwd,
    timeout: { block: call.silenceMs ?? 60_000 },
    unsafe: UNSAFE,
    allowEnvironment: Object.keys(env),
    ...(call.signal ? { abort: call.signal } : {}),
    ...(call.input === undefined ? {} : { input: () => call.input }),
  }).env(env);
  try {
    return await git.raw([...call.args]);
  } catch (error) {
    throw gitError(error);
  }
}

/** Everything that a git of ours sees of the environment. */
export function gitEnvironment(
  call: Pick<GitCall, 'config' | 'sshCommand'>,
): Record<string, string> {
  const settings = [...SAFE, ...(call.config ?? [])];
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: process.env['HOME'] ?? '/nonexistent',
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...(call.sshCommand ? { GIT_SSH_COMMAND: call.sshCommand } : {}),
  };
  settings.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return env;
}
