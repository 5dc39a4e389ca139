import {
  isFinal,
  NotFoundError,
  type Build,
  type BuildRequest,
  type CliIo,
  type Job,
} from '@turnpike/sdk';
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jobLabel } from './config/job-label.js';
import { readEnvFile } from './env-file.js';
import { followBuild, type ShownJob } from './follow-build.js';
import { onInterrupts } from './interrupts.js';
import { localRun, type LocalRun } from './local-plugin.js';
import { readOptions, type RunOptions } from './options.js';
import { createScreen, type Screen } from './output/screen.js';
import { printSummary, type JobResult } from './output/summary.js';
import { requestBuild } from './request-build.js';
import { findNeighbours } from './source/neighbours.js';
import { findProject, type Project } from './source/find-project.js';
import { takeSnapshot } from './source/snapshot.js';
import { startPlatform, type RunningPlatform } from './start-platform.js';
import { readArtifacts } from './take-artifacts.js';
import { Wakes } from './wakes.js';

const EXITS: Readonly<Record<string, number>> = { passed: 0, failed: 1, errored: 2 };
const INTERRUPTED = 130;
const REJECTED = 1;
/** Events come sooner; this is for those that are lost. */
const LOOK_EVERY_MS = 500;

/** `turnpike run`: a platform of its own builds the folder, and is gone when it has. Answers the exit code. */
export async function runHere(io: CliIo): Promise<number> {
  const options = readOptions(io);
  const project = await findProject(io.cwd);
  const given = await readEnvFile(options.envFile);
  const wakes = new Wakes(LOOK_EVERY_MS);
  const neighbours = await findNeighbours(project);
  const local = localRun(options, project.folder, neighbours, given, () => wakes.wake());
  const screen = createScreen({
    write: options.json ? io.err : io.out,
    isTerminal: io.color && !options.json,
    width: () => process.stdout.columns || 80,
  });
  const say = (text: string): void => screen.line(screen.paint('yellow', text));
  const run: Run = { io, options, project, local, screen, say, wakes };
  let stop: (count: number) => void = () => process.exit(INTERRUPTED);
  const interrupts = onInterrupts((count) => stop(count));
  try {
    const platform = await startPlatform(io, options, project.folder, local, say);
    stop = (count) => void cancel(run, platform, count);
    try {
      const code = await build(run, platform);
      return interrupts.count > 0 ? INTERRUPTED : code;
    } finally {
      await platform.stop({ force: true });
      await tidy(platform.folder.path);
      await platform.folder.release();
    }
  } finally {
    interrupts.release();
  }
}

interface Run {
  readonly io: CliIo;
  readonly options: RunOptions;
  readonly project: Project;
  readonly local: LocalRun;
  readonly screen: Screen;
  readonly wakes: Wakes;
  say(text: string): void;
}

async function build(run: Run, platform: RunningPlatform): Promise<number> {
  const { local, project, options, wakes } = run;
  const { deps } = local;
  await tidy(platform.folder.path);
  await endLeftovers(local);
  const path = join(platform.folder.path, `source-${randomBytes(4).toString('hex')}.git`);
  const branch = options.branch ?? project.branch;
  const snapshot = await takeSnapshot(project, path, { ...options, branch });
  const request = await requestBuild(deps, project, snapshot, options);
  local.admit(request.id);
  const decided = await decision(local, wakes, request.id);
  if (local.problem !== undefined) throw new NotFoundError(local.problem);
  introduce(run, snapshot.changes);
  if (decided.buildId === null) {
    run.say(decided.message ?? 'Nothing is built.');
    if (decided.rule === 'skip-command') run.say('--event api builds it all the same.');
    return REJECTED;
  }
  const built = await followBuild({
    ...run,
    deps,
    buildId: decided.buildId,
    folded: run.io.color && !options.unfold && !options.json,
    color: run.io.color && !options.json,
    shown: (job) => shownJob(local, job),
    change: () => wakes.next(),
  });
  return report(run, platform, built);
}

/** The run's repository, and those that killed ones have left. */
async function tidy(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^source-\w+\.git$/.test(name)) await rm(join(folder, name), { recursive: true });
}

/** A run that was killed has left its build: nobody waits for it any more. */
async function endLeftovers({ deps: { store, commands } }: LocalRun): Promise<void> {
  const filter = { states: ['created', 'started'] } as const;
  const { rows } = await store.builds.list(filter, { limit: 100 });
  for (const { id: buildId } of rows)
    await commands.cancelBuild({ buildId, userId: null, reason: 'Its run was ended.' });
}

async function decision(local: LocalRun, wakes: Wakes, id: number): Promise<BuildRequest> {
  for (;;) {
    const changed = wakes.next();
    const request = await local.deps.store.requests.get(id);
    if (request?.state === 'finished') return request;
    await changed;
  }
}

/** What is built, and what this machine does not know of it. */
function introduce({ local, options, screen, say }: Run, changes: number): void {
  const { jobs, lacking, messages, notes } = local;
  const files = changes === 1 ? '1 file that is' : `${changes} files that are`;
  if (changes > 0) screen.line(screen.dim(`Building with ${files} not committed.`));
  for (const { level, key, text, code, line } of messages) {
    if (level === 'info' || level === 'hint') continue;
    say(`.travis.yml${line === undefined ? '' : `:${line + 1}`} ${key}: ${text ?? code}`);
  }
  for (const note of notes) say(note);
  if (lacking.length > 0 && jobs.length > 0) {
    say(`Encrypted values cannot be read here: ${lacking.map(described).join(', ')}.`);
    say('Give them with --env-file: NAME=value, or path=value for those that are no variables.');
  }
  if (options.envFile === undefined && jobs.length > 0)
    screen.line(
      screen.dim('Variables of the repository settings come from --env-file; none is given.'),
    );
}

const described = (path: string): string => (path === 'env' ? 'a variable of env' : path);

function shownJob({ jobs }: LocalRun, { number, config }: Job): ShownJob {
  const [build = '1', index = '1'] = number.split('.');
  const place = jobs[Number(index) - 1]?.place ?? Number(index);
  return { number: `${build}.${place}`, title: jobLabel(config) };
}

async function report(run: Run, platform: RunningPlatform, built: Build): Promise<number> {
  const { local, io, screen, options } = run;
  const { store, logs } = local.deps;
  const jobs = await store.jobs.ofBuild(built.id);
  const stages = new Map((await store.stages.ofBuild(built.id)).map(({ id, name }) => [id, name]));
  const results = jobs.map((job): JobResult => {
    const { number, title } = shownJob(local, job);
    return {
      number,
      name: title,
      stage: job.stageId === null ? null : (stages.get(job.stageId) ?? null),
      state: isFinal(job.state) ? job.state : 'stopped',
      allowFailure: job.allowFailure,
      seconds: secondsOf(job),
      reason: job.reason,
    };
  });
  const seconds = ((built.finishedAt ?? 0) - built.createdAt) / 1000;
  if (built.configError) run.say(faultOf(run.project, built, jobs));
  else printSummary(screen, built.state, seconds, results);
  const artifacts = await saveArtifacts(run, platform, built.id);
  if (options.json) {
    const { number, state } = built;
    io.out(`${JSON.stringify({ number, state, seconds, jobs: results, artifacts }, null, 2)}\n`);
  }
  // They were shown; caches are what the next run wants.
  for (const { id, run: latest } of jobs)
    if (latest > 0) await logs.remove({ jobId: id, run: latest }).catch(() => undefined);
  return EXITS[built.state] ?? REJECTED;
}

/** The snapshot's commit says nothing to anybody: the file is the one in the folder. */
function faultOf({ slug }: Project, built: Build, jobs: readonly Job[]): string {
  const reason = built.reason ?? jobs[0]?.reason ?? 'The configuration is wrong.';
  return reason.replaceAll(`${slug}:`, '').replace(/(\.ya?ml)@[0-9a-f]{40}/g, '$1');
}

function secondsOf({ startedAt, finishedAt }: Job): number | null {
  return startedAt !== null && finishedAt !== null ? (finishedAt - startedAt) / 1000 : null;
}

async function saveArtifacts(
  { local, options, screen }: Run,
  platform: RunningPlatform,
  buildId: number,
): Promise<readonly string[]> {
  const { list, save } = await readArtifacts(platform.url, local.deps, buildId);
  if (list.length === 0) return [];
  if (options.artifacts === undefined)
    screen.line(screen.dim(`${list.length} artifacts were left; --artifacts <folder> keeps them.`));
  else {
    await save(options.artifacts);
    screen.line(`${list.length} artifacts are in ${options.artifacts}`);
  }
  return list.map(({ path }) => path);
}

/** First: all jobs are canceled and the run ends by itself. Again: at once; the executor's guard ends the rest. */
async function cancel(run: Run, platform: RunningPlatform, count: number): Promise<void> {
  if (count > 1) {
    await platform.stop({ force: true }).catch(() => undefined);
    process.exit(INTERRUPTED);
  }
  run.say('Stopping; once more stops at once.');
  const { store, commands } = run.local.deps;
  const { rows } = await store.builds.list(
    { states: ['created', 'started'] },
    { limit: 100, offset: 0 },
  );
  for (const { id: buildId } of rows)
    await commands.cancelBuild({ buildId, userId: null, reason: 'Interrupted.' });
  run.wakes.wake();
}
