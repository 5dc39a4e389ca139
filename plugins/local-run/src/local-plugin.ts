import {
  definePlugin,
  tokens,
  type Executor,
  type JobConfig,
  type MatrixContext,
  type Message,
  type PayloadContext,
  type Plugin,
  type PluginContext,
} from '@turnpike/sdk';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import { chooseJobs, type PlannedJob } from './config/choose-jobs.js';
import { dropLacking, fillGiven } from './config/encrypted.js';
import { workInPlace } from './in-place.js';
import type { Neighbours } from './source/neighbours.js';
import type { GivenValues } from './env-file.js';
import type { RunOptions } from './options.js';

const requires = {
  store: storeTokens.store,
  secrets: tokens.secrets,
  commands: tokens.commands,
  logs: tokens.logReader,
  executors: tokens.executors,
};
export type LocalDeps = PluginContext<unknown, typeof requires>['deps'];

/** What the platform of a local run has found out. */
export interface LocalRun {
  readonly plugin: Plugin;
  /** Set once the platform is up. */
  readonly deps: LocalDeps;
  /** The only request that is let in; set once it is stored. */
  admit(requestId: number): void;
  /** In the order in which the build numbers them. */
  readonly jobs: readonly PlannedJob[];
  readonly messages: readonly Message[];
  readonly lacking: readonly string[];
  readonly notes: readonly string[];
  /** Why there is no job to run. */
  readonly problem: string | undefined;
}

/** The run's own part of its platform: chooses jobs, leaves deployments out, adds what was given. */
export function localRun(
  options: Pick<RunOptions, 'job' | 'deploy' | 'executor' | 'inPlace'>,
  folder: string,
  neighbours: Neighbours,
  given: GivenValues,
  onChange: () => void,
): LocalRun {
  let deps: LocalDeps | undefined;
  let jobs: readonly PlannedJob[] = [];
  let messages: readonly Message[] = [];
  let notes: readonly string[] = [];
  let problem: string | undefined;
  const lacking = new Set<string>();
  let admit: (requestId: number) => void = () => undefined;
  const admitted = new Promise<number>((resolve) => (admit = resolve));

  function expand(context: MatrixContext): MatrixContext {
    const choice = chooseJobs(
      context.jobs,
      options.job,
      offersOf(deps?.executors, options.executor),
    );
    const deploys = choice.jobs.filter(({ config }) => hasDeploy(config)).length;
    const without = deploys > 0 && !options.deploy;
    notes = [...choice.notes, ...(without ? [NO_DEPLOY] : [])];
    problem = choice.problem;
    jobs = choice.jobs.map(({ place, config }) => {
      const split = dropLacking(options.deploy ? config : withoutDeploy(config), given);
      for (const path of split.lacking) lacking.add(path);
      return { place, config: split.job };
    });
    return { ...context, jobs: jobs.map(({ config }) => config) };
  }

  const plugin = definePlugin({
    id: 'this-run',
    summary: 'One run of a folder on this machine.',
    requires,
    permissions: {
      hooks: [
        'request.accept',
        'request.approve',
        'config.normalize',
        'matrix.expand',
        'job.payload',
        'script.stage',
      ],
      // What its user gives on the command line takes the place of what is encrypted.
      secrets: true,
    },
    taps({ hooks }) {
      hooks.request.accept.tapPromise('this-run', async ({ request }) =>
        (await admitted) === request.id ? undefined : NOT_OURS,
      );
      // A filter by branch says what a push starts; here somebody has asked.
      hooks.config.normalize.tap(
        'this-run',
        ({ config: { branches: _branches, ...config }, ...context }) => ({
          ...context,
          config,
        }),
      );
      hooks.matrix.expand.tap('this-run', expand);
      hooks.request.approve.tap('this-run', ({ compiled }) => void ({ messages } = compiled));
      hooks.job.payload.tap('this-run', (context) => withGiven(context, jobs, given));
      hooks.job.payload.tap('this-run', (context) => withNeighbours(context, neighbours));
      if (options.inPlace) workInPlace(hooks, folder);
    },
    on: { 'request:finished': onChange, 'job:log': onChange, 'job:finished': onChange },
    start: async (ctx) => void ({ deps } = ctx),
  });
  return {
    plugin,
    admit,
    get deps() {
      if (!deps) throw new Error('The platform is not up.');
      return deps;
    },
    get jobs() {
      return jobs;
    },
    get messages() {
      return messages;
    },
    get lacking() {
      return [...lacking];
    },
    get notes() {
      return notes;
    },
    get problem() {
      return problem;
    },
  };
}

const NOT_OURS = { rule: 'another-run', message: 'It was not asked for by this run.' } as const;
const NO_DEPLOY = 'Deployments are left out; --deploy carries them out.';

const NOTHING: Executor['offers'] = { os: [], arch: [] };
function offersOf(executors: readonly Executor[] | undefined, id: string): Executor['offers'] {
  return executors?.find((executor) => executor.id === id)?.offers ?? NOTHING;
}

function hasDeploy({ deploy, addons }: JobConfig): boolean {
  return Boolean(deploy) || (isMap(addons) && Boolean(addons['deploy']));
}

function withoutDeploy(config: JobConfig): JobConfig {
  const { deploy: _deploy, ...rest } = config;
  if (!isMap(rest.addons)) return rest;
  const { deploy: _addon, ...addons } = rest.addons;
  return { ...rest, addons: addons as JobConfig[string] & object };
}

/** Kept in memory only, like everything in a payload. */
/** The job's clone is of a copy: where the original lies, and what its submodules are. */
function withNeighbours(context: PayloadContext, neighbours: Neighbours): PayloadContext {
  const { turnpike } = context.payload;
  if (!turnpike?.clone) return context;
  const clone = { ...turnpike.clone, ...neighbours };
  return { ...context, payload: { ...context.payload, turnpike: { ...turnpike, clone } } };
}

function withGiven(
  context: PayloadContext,
  jobs: readonly PlannedJob[],
  given: GivenValues,
): PayloadContext {
  const { payload, job, build } = context;
  const index = Number(job.number.split('.')[1]) - 1;
  const number = `${build.number}.${jobs[index]?.place ?? index + 1}`;
  const variables = [...given.variables].map(([name, value]) => ({
    name,
    value,
    public: false,
    branch: null,
    form: 'text' as const,
  }));
  return {
    ...context,
    payload: {
      ...payload,
      config: fillGiven(payload.config, job.config, given),
      job: { ...payload.job, number },
      env_vars: [...(payload.env_vars ?? []), ...variables],
      secrets: [...(payload.secrets ?? []), ...given.variables.values(), ...given.byPath.values()],
    },
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
