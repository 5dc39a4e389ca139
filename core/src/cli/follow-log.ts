/** A job's log as it comes, over all its runs, and how the job ended. */
import { NotFoundError, TurnpikeError } from '../contracts/errors.js';
import { isFinal } from '../contracts/states.js';
import type { WireJob } from '../contracts/wire.js';
import type { ApiClient } from './api-client.js';
import type { Io } from './io.js';

export interface LogFlags {
  readonly json?: boolean;
  readonly follow?: boolean;
  readonly run?: string;
}
/** `run` is undefined until the first answer. */
interface Position {
  readonly run: string | undefined;
  readonly offset: number;
  readonly isSealed: boolean;
  /** Does what was printed end within a line? */
  readonly isOpen: boolean;
}
interface Follow {
  readonly api: ApiClient;
  readonly job: number;
  readonly flags: LogFlags;
  readonly io: Io;
}

const EVERY_MS = 250;
/** Asking for the job's state each time would double the calls: a run that was lost is not sealed at once. */
const JOB_EVERY = 8;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, EVERY_MS));
const START: Position = { run: undefined, offset: 0, isSealed: false, isOpen: false };

/**
 * Prints the log: one line of JSON for each piece, or the bytes as they are. With `follow` it waits for the job to
 * begin, saying why it waits, and goes on over restarts to the job's end. Answers the job where it has ended.
 */
export async function followLog(
  api: ApiClient,
  job: number,
  flags: LogFlags,
  io: Io,
): Promise<WireJob | undefined> {
  const follow = { api, job, flags, io };
  const goesOn = flags.follow === true;
  let position: Position = { ...START, run: flags.run };
  let said = '';
  for (let turn = 1; ; turn += 1) {
    const next = await printFrom(follow, position);
    position = next ?? position;
    const looks = !next || position.isSealed || !goesOn || turn % JOB_EVERY === 0;
    const found = looks ? await jobOf(follow, next === undefined) : undefined;
    if (!next && found) refuseToWait(found, flags);
    if (goesOn && found && next && isAnew(found, position, flags)) {
      position = await beginAnew(follow, position, found);
    } else if (!goesOn || isOver(found, position, next !== undefined, flags)) {
      return end(follow, position, found);
    } else if (found && flags.json !== true) said = sayWhy(io, found, said);
    await pause();
  }
}

const isAnew = (job: WireJob, { run }: Position, flags: LogFlags): boolean =>
  flags.run === undefined && (job.run ?? 0) > Number(run ?? 0);

function isOver(
  job: WireJob | undefined,
  { isSealed }: Position,
  isThere: boolean,
  flags: LogFlags,
): boolean {
  // The log is whole, and of the job nothing more is to be learned: there is nothing to wait for.
  if (isSealed && (job === undefined || flags.run !== undefined)) return true;
  return hasEnded(job) && (isSealed || !isThere);
}

/** What came between two looks is printed before the next run is. */
async function beginAnew(follow: Follow, from: Position, job: WireJob): Promise<Position> {
  const last = (await printFrom(follow, from)) ?? from;
  follow.io.err(`${last.isOpen ? '\n' : ''}The job starts again: run ${job.run}.\n`);
  return START;
}

/** What is there behind the position; undefined: there is no run yet. A restarted job has a new run. */
async function printFrom(
  { api, job, flags, io }: Follow,
  from: Position,
): Promise<Position | undefined> {
  const headers: Record<string, string> = from.offset > 0 ? { range: `bytes=${from.offset}-` } : {};
  const response = await api
    .raw('rawLog', { params: { id: job }, query: { run: from.run }, headers })
    .catch(unlessMissing);
  if (!response) return undefined;
  const isSealed = response.headers.get('x-log-sealed') === 'true';
  const run = response.headers.get('x-log-run') ?? from.run;
  if (response.status === 416) return { ...from, run, isSealed };
  const decoder = new TextDecoder();
  let { offset, isOpen } = from;
  for await (const chunk of response.body ?? []) {
    offset += chunk.byteLength;
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') isOpen = !text.endsWith('\n');
    io.out(flags.json === true ? `${JSON.stringify({ job, run, text })}\n` : text);
  }
  return { run, offset, isSealed, isOpen };
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof TurnpikeError && error.code === 'TURNPIKE_NOT_FOUND') return undefined;
  throw error;
}

const isWaiting = (job: WireJob): boolean => job.state === 'created' || job.state === 'queued';

const whyOf = (job: WireJob): string =>
  job.waiting?.reason ?? job.reason ?? 'no worker has taken it yet';

/** There is no such run: nothing to print, and without `follow` nothing to wait for. */
function refuseToWait(job: WireJob, flags: LogFlags): void {
  const name = job.number ?? String(job.id);
  if (flags.run !== undefined && (hasEnded(job) || flags.follow !== true))
    throw new NotFoundError(`${name} has no run ${flags.run}.`, {
      wayOut: `It has ${job.run ?? 0}.`,
    });
  if (flags.follow === true || hasEnded(job)) return;
  throw new NotFoundError(`${name} has no log yet. It waits: ${whyOf(job)}`, {
    wayOut: '--follow waits for it.',
  });
}

function sayWhy(io: Io, job: WireJob, said: string): string {
  if (!isWaiting(job)) return said;
  const why = `${job.number ?? job.id} waits: ${whyOf(job)}`;
  if (why !== said) io.err(`${why}\n`);
  return why;
}

/** `isNeeded`: throws what the API says where there is no such job. */
const jobOf = ({ api, job }: Follow, isNeeded = false): Promise<WireJob | undefined> =>
  api.call('job', { params: { id: job } }).catch(isNeeded ? undefined : unlessMissing);

/** The log holds what the job printed; why it ended, where it did not just pass, is the platform's word after it. */
async function end(
  follow: Follow,
  position: Position,
  job: WireJob | undefined,
): Promise<WireJob | undefined> {
  const { io, flags } = follow;
  if (!job) return undefined;
  const run = Number(flags.run ?? job.run ?? 0);
  const ended = run === job.run || run === 0 ? job : await runOf(follow, run);
  const { state, reason } = ended ?? {};
  if (!state || state === 'passed' || !(state === 'lost' || isFinal(state))) return finished(job);
  const word = `${job.number ?? job.id} ${state}${reason ? `: ${reason}` : '.'}`;
  if (flags.json === true) io.out(`${JSON.stringify({ job: job.id, run, state, reason })}\n`);
  else io.out(`${position.isOpen ? '\n' : ''}${word}\n`);
  return finished(job);
}

const hasEnded = (job: WireJob | undefined): boolean =>
  job?.state !== undefined && isFinal(job.state);
const finished = (job: WireJob): WireJob | undefined => (hasEnded(job) ? job : undefined);

async function runOf({ api, job }: Follow, run: number) {
  const { runs } = await api.call('jobRuns', { params: { id: job } });
  return runs.find((one) => one.run === run);
}
