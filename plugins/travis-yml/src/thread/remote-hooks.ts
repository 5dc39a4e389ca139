import type { Hooks, JobConfig, MatrixContext } from '@turnpike/sdk';
import type { PortName } from './words.js';

type Ask = (port: PortName, ...args: readonly unknown[]) => Promise<never>;

/** A job as it came back: one of those that went, or another. */
type Answered = { readonly at: number } | { readonly job: JobConfig };

/** The compiler's hooks in a thread: their taps run where they were made. */
export function hooksOf(names: readonly PortName[], ask: Ask): Pick<Hooks, 'config' | 'matrix'> {
  const normalize = async <C>(context: C): Promise<C> =>
    names.includes('normalize') ? ask('normalize', context) : context;
  const expand = async (context: MatrixContext): Promise<MatrixContext> => {
    if (!names.includes('expand')) return context;
    const jobs: readonly Answered[] = await ask('expand', context);
    return { ...context, jobs: jobs.map((one) => jobOf(one, context.jobs)) };
  };
  return {
    config: { normalize: { promise: normalize } },
    matrix: { expand: { promise: expand } },
  } as unknown as Pick<Hooks, 'config' | 'matrix'>;
}

/** Where a job comes from is known by which it is: a copy of it would be a new one. */
function jobOf(answered: Answered, jobs: readonly JobConfig[]): JobConfig {
  return 'at' in answered ? (jobs[answered.at] as JobConfig) : answered.job;
}

/** In the main thread: what `hooksOf` asks. */
export async function expandByTaps(
  hook: Hooks['matrix']['expand'],
  context: MatrixContext,
): Promise<readonly Answered[]> {
  const places = new Map(context.jobs.map((job, at) => [job, at]));
  const { jobs } = await hook.promise(context);
  return jobs.map((job) => {
    const at = places.get(job);
    return at === undefined ? { job } : { at };
  });
}
