import { isFinal, type Build, type Job } from '@turnpike/sdk';
import type { LocalDeps } from './local-plugin.js';
import { JobPrinter } from './output/job-printer.js';
import type { Screen } from './output/screen.js';

/** How one job is shown. */
export interface ShownJob {
  readonly number: string;
  readonly title: string;
}

export interface FollowOptions {
  readonly deps: Pick<LocalDeps, 'store' | 'logs'>;
  readonly buildId: number;
  readonly screen: Screen;
  readonly folded: boolean;
  readonly color: boolean;
  shown(job: Job): ShownJob;
  /** Resolves when something may have happened. */
  change(): Promise<void>;
}

interface View {
  readonly printer: JobPrinter;
  readonly run: number;
  at: number;
  isDone: boolean;
}

/** Shows the logs of a build as they grow, until it has finished. */
export async function followBuild(options: FollowOptions): Promise<Build> {
  const { store } = options.deps;
  const views = new Map<number, View>();
  for (;;) {
    const changed = options.change();
    const build = await store.builds.get(options.buildId);
    if (!build) throw new Error('The build is gone.');
    const jobs = await store.jobs.ofBuild(build.id);
    for (const job of jobs) await show(options, views, job, jobs.length > 1);
    // Jobs that a fast finish does not wait for go on meanwhile: nobody waits for them here either.
    if (isFinal(build.state)) return build;
    await changed;
  }
}

async function show(
  options: FollowOptions,
  views: Map<number, View>,
  job: Job,
  isOneOfMany: boolean,
): Promise<void> {
  if (job.run === 0) return;
  const { screen } = options;
  const { number, title } = options.shown(job);
  const prefix = isOneOfMany ? `[${number}] ` : '';
  let view = views.get(job.id);
  if (view?.isDone) return;
  if (view?.run !== job.run) {
    view = { printer: new JobPrinter({ ...options, prefix }), run: job.run, at: 0, isDone: false };
    views.set(job.id, view);
    const again = job.run > 1 ? ', once more' : '';
    screen.line(screen.paint('bold', `${prefix || `${number} `}${title}${again}`.trim()));
  }
  const hasEnded = isFinal(job.state);
  await print(options, job, view);
  if (!hasEnded) return;
  view.isDone = true;
  view.printer.end(job.state !== 'passed');
  const style = job.state === 'passed' ? 'green' : 'red';
  const words = [job.state, ...(job.reason ? [job.reason] : [])].join(': ');
  screen.line(screen.paint(style, `${prefix || `${number} `}${words}`));
}

/** A job's state is read before its log: that of a finished one is whole. */
async function print({ deps: { logs } }: FollowOptions, job: Job, view: View): Promise<void> {
  const run = { jobId: job.id, run: job.run };
  if (!(await logs.info(run))) return;
  for await (const bytes of logs.read(run, { kind: 'bytes', from: view.at })) {
    view.at += bytes.byteLength;
    view.printer.write(bytes);
  }
}
