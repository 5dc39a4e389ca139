/**
 * Reads what a plugin declares before anybody has consented to it: in a process of its own under Node's permission
 * model, which may read the plugin and the platform's code, and write nothing, start nothing, load no machine code. It
 * has no variable of the server. Its network is open: Node has no switch for that in the versions that we support.
 */
import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isTurnpikeError, TurnpikeError, type ErrorCode } from '../../contracts/errors.js';
import { nodeFlags } from '../../host/apart/node-flags.js';
import { corePlace, platformPlaces } from '../../host/apart/platform-places.js';
import { joinProblems } from '../../host/problems.js';
import type { PluginReport } from './plugin-report.js';

const run = promisify(execFile);
const MOST_MS = 60_000;
const MOST_BYTES = 64 * 1_048_576;
/** Stands before the answer: what the plugin prints is none. */
export const REPORT_MARK = '\u0002turnpike-plugin-report ';

export interface ReadOptions {
  /** Holds the plugin, and what is laid beside it for reading. */
  readonly scratch: string;
  /** Absolute, below `scratch`. */
  readonly path: string;
  /** In messages, in the place of `path`. */
  readonly shownAs: string;
}

/** Throws one error with everything that is wrong with it. */
export async function readPlugin(options: ReadOptions): Promise<PluginReport> {
  await layAside(options.scratch);
  const printed = await readApart(options);
  const text = printed.slice(printed.lastIndexOf(REPORT_MARK) + REPORT_MARK.length);
  const report = JSON.parse(text) as PluginReport;
  if (report.problems.length > 0) throw joinProblems(report.problems.map(named(options)));
  return report;
}

/** The SDK beside the plugin, where Node finds it from there. */
async function layAside(scratch: string): Promise<void> {
  const folder = join(scratch, 'node_modules/@turnpike');
  const sdk = createRequire(import.meta.url).resolve('@turnpike/sdk/package.json');
  await mkdir(folder, { recursive: true });
  await symlink(dirname(realpathSync(sdk)), join(folder, 'sdk'));
}

async function readApart({ scratch, path, shownAs }: ReadOptions): Promise<string> {
  const readable = [realpathSync(scratch), ...platformPlaces()];
  const flags = nodeFlags({ readable, writable: [] });
  const command = [join(corePlace, 'bin/turnpike.js'), 'plugin', 'report', realpathSync(path)];
  try {
    const { stdout } = await run(process.execPath, [...flags, ...command], {
      cwd: scratch,
      env: {},
      timeout: MOST_MS,
      maxBuffer: MOST_BYTES,
    });
    if (stdout.includes(REPORT_MARK)) return stdout;
    throw new Error(stdout);
  } catch (error) {
    throw unread(shownAs, error);
  }
}

function named({ path, shownAs }: ReadOptions) {
  return (problem: PluginReport['problems'][number]): TurnpikeError => {
    const text = JSON.stringify(problem);
    const shown = [realpathSync(path), path].reduce((all, at) => all.replaceAll(at, shownAs), text);
    const { code, message, details } = JSON.parse(shown) as typeof problem;
    return new TurnpikeError(code, message, details);
  };
}

function unread(shownAs: string, error: unknown): TurnpikeError {
  if (isTurnpikeError(error)) return error;
  const { stderr, killed } = error as { stderr?: string; killed?: boolean };
  const why = killed ? 'it did not come to an end' : (stderr ?? String(error)).trim();
  const code: ErrorCode = 'TURNPIKE_PLUGIN_INVALID';
  return new TurnpikeError(
    code,
    `What ${shownAs} declares cannot be read: ${why}`,
    {
      source: shownAs,
      wayOut: 'Importing a plugin must have no side effect and must end; correct the module.',
    },
    error,
  );
}
