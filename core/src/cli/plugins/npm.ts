/** npm, where packages have to be fetched or packed. None of their scripts runs. */
import { execFile } from 'node:child_process';
import { dirname, delimiter } from 'node:path';
import { promisify } from 'node:util';
import { withoutCredentials } from '../../contracts/text.js';
import { TurnpikeError } from '../../contracts/errors.js';
import type { Environment } from '../../config/environment.js';

const run = promisify(execFile);
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'] as const;
const MOST_BYTES = 16 * 1_048_576;

export interface NpmCall {
  readonly cwd: string;
  readonly env: Environment;
  /** What is wanted of it, for messages: `fetch pigeon`. */
  readonly what: string;
}

/** Answers what it printed. Throws TURNPIKE_PLUGIN_INSTALL, or TURNPIKE_PLUGIN_UNKNOWN where the registry has no such package. */
export async function npm(args: readonly string[], call: NpmCall): Promise<string> {
  try {
    const { stdout } = await run('npm', [...args, ...QUIET], {
      cwd: call.cwd,
      env: environment(call.env),
      maxBuffer: MOST_BYTES,
    });
    return stdout;
  } catch (error) {
    throw npmFailed(call.what, error);
  }
}

/** npm is installed with node; it may be beside it only. Settings of this server are not its business. */
function environment(env: Environment): Record<string, string | undefined> {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('TURNPIKE_'));
  const path = [env['PATH'] ?? '', dirname(process.execPath)].join(delimiter);
  return { ...Object.fromEntries(own), PATH: path };
}

function npmFailed(what: string, error: unknown): TurnpikeError {
  const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
  if (code === 'ENOENT')
    return failed(`npm is not here, and is needed to ${what}.`, {
      wayOut:
        'Install npm. Without it go a JavaScript file, and a tarball whose package has no dependencies.',
    });
  if (/E404|ETARGET/.test(stderr))
    return new TurnpikeError(
      'TURNPIKE_PLUGIN_UNKNOWN',
      `npm cannot ${what}: ${lastWords(stderr)}`,
      { wayOut: 'Correct the name or the range; `npm config get registry` tells who was asked.' },
      error,
    );
  return failed(`npm cannot ${what}: ${lastWords(stderr) || String(error)}`, {
    wayOut: 'Correct what npm names, and try again.',
  });
}

function failed(message: string, details: { readonly wayOut: string }): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_INSTALL', message, details);
}

/** npm says what is wrong first, and where its log lies last. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const said = lines.filter((line) => line !== '' && !/^(code |A complete log|.*_logs)/.test(line));
  return withoutCredentials(said.slice(0, 3).join(' '));
}
