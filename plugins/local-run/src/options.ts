import { InputError, type CliCommand, type CliIo, type EventType } from '@turnpike/sdk';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

/** What was asked for on the command line, checked. */
export interface RunOptions {
  /** Number or name of the only job to run. */
  readonly job: string | undefined;
  readonly envFile: string | undefined;
  readonly deploy: boolean;
  readonly parallel: number;
  readonly executor: string;
  /** Leave out what is not committed? */
  readonly committed: boolean;
  /** Work in the folder itself, one job after the other, and not in a copy of it? */
  readonly inPlace: boolean;
  readonly unfold: boolean;
  readonly artifacts: string | undefined;
  readonly fresh: boolean;
  readonly branch: string | undefined;
  readonly tag: string | undefined;
  readonly event: EventType;
  readonly json: boolean;
}

const EVENTS = ['push', 'api', 'cron'] as const;

export const optionList: NonNullable<CliCommand['options']> = [
  {
    flags: '--env-file <file>',
    description: 'variables and encrypted values, a NAME=value a line',
  },
  { flags: '--deploy', description: 'carry out deployments, which are left out otherwise' },
  { flags: '--parallel <n>', description: 'jobs at once; default: as many as processors' },
  { flags: '--executor <id>', description: 'installed executor that runs them', default: 'local' },
  { flags: '--committed', description: 'build the last commit, without what has changed since' },
  {
    flags: '--in-place',
    description: 'work in the folder itself in place of a copy, job after job',
  },
  { flags: '--branch <name>', description: 'branch to build as; default: the one checked out' },
  { flags: '--tag <name>', description: 'tag to build as' },
  { flags: '--event <type>', description: `what asks: ${EVENTS.join(', ')}`, default: 'push' },
  { flags: '--artifacts <folder>', description: 'put what the jobs leave as artifacts there' },
  { flags: '--fresh', description: 'neither use nor keep caches of other runs' },
  { flags: '--unfold', description: 'show all lines of all folds' },
];

/** Throws InputError. */
export function readOptions({ args, options, cwd }: CliIo): RunOptions {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const path = (name: string): string | undefined => {
    const value = text(name);
    return value === undefined ? undefined : resolve(cwd, value);
  };
  return {
    job: args[0],
    envFile: path('envFile'),
    deploy: options['deploy'] === true,
    parallel: options['inPlace'] === true ? 1 : countOf(text('parallel')),
    executor: text('executor') ?? 'local',
    committed: options['committed'] === true,
    inPlace: options['inPlace'] === true,
    unfold: options['unfold'] === true,
    artifacts: path('artifacts'),
    fresh: options['fresh'] === true,
    branch: text('branch'),
    tag: text('tag'),
    event: eventOf(text('event') ?? 'push'),
    json: options['json'] === true,
  };
}

function countOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0 && count <= 1000) return count;
  throw wrong('--parallel', 'Give a number of jobs from 1 to 1000.');
}

function eventOf(text: string): EventType {
  const found = EVENTS.find((one) => one === text);
  if (found) return found;
  throw wrong('--event', `Choose one of: ${EVENTS.join(', ')}.`);
}

function wrong(option: string, wayOut: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', `${option} has a wrong value.`, {
    key: option,
    wayOut,
  });
}
