import type { Command } from 'commander';
import { apiFor, type ApiClient } from '../api-client.js';
import type { Io } from '../io.js';
import { withServer, type ServerFlags } from '../options.js';
import { findJob } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface LogFlags extends ServerFlags {
  readonly follow?: boolean;
  readonly run?: string;
}

const EVERY_MS = 250;

export function register(program: Command, session: Session): void {
  withServer(program.command('logs <job>'))
    .summary('print a job’s log')
    .description('Prints the log of a job: an id, or owner/name#7.2.')
    .option('-f, --follow', 'go on until the log is complete')
    .option('--run <n>', 'which attempt; default: the latest')
    .action(async (ref: string, flags: LogFlags) => {
      const api = await apiFor(flags, session.io);
      await printLog(api, await findJob(api, ref), flags, session.io);
    });
}

/** One line of JSON for each piece, or the bytes as they are. */
async function printLog(api: ApiClient, job: number, flags: LogFlags, io: Io): Promise<void> {
  let position: Position = { run: flags.run, offset: 0, isSealed: false };
  for (;;) {
    position = await printFrom(api, job, position, flags, io);
    if (position.isSealed || flags.follow !== true) return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

interface Position {
  readonly run: string | undefined;
  readonly offset: number;
  readonly isSealed: boolean;
}

/** Prints what is there behind the position. A restarted job has a new run: its log begins anew. */
async function printFrom(
  api: ApiClient,
  job: number,
  { run, offset }: Position,
  flags: LogFlags,
  io: Io,
): Promise<Position> {
  const query = run === undefined ? '' : `?run=${run}`;
  const response = await api.raw(`/v3/job/${job}/log.txt${query}`, {
    headers: offset > 0 ? { range: `bytes=${offset}-` } : {},
  });
  const isSealed = response.headers.get('x-log-sealed') === 'true';
  const now = response.headers.get('x-log-run') ?? run;
  if (response.status === 416) return { run: now, offset, isSealed };
  const decoder = new TextDecoder();
  let read = offset;
  for await (const chunk of response.body ?? []) {
    read += chunk.byteLength;
    const text = decoder.decode(chunk, { stream: true });
    io.out(flags.json === true ? `${JSON.stringify({ job, run: now, text })}\n` : text);
  }
  return { run: now, offset: read, isSealed };
}
