import { availableParallelism } from 'node:os';
import { z } from '@turnpike/sdk';

export const Config = z.strictObject({
  name: z
    .string()
    .max(200)
    .optional()
    .describe('Unique name; default: the host name and a mark kept in the worker folder.'),
  slots: z
    .number()
    .int()
    .nonnegative()
    .default(Math.max(2, availableParallelism()))
    .describe('How many jobs at once.'),
  executor: z.string().default('local').describe('Id of the executor that runs the jobs.'),
  queues: z
    .array(z.string())
    .optional()
    .describe('Queues that jobs are taken from; default: `builds.<os>` of what the executor runs.'),
  labels: z.array(z.string()).default([]).describe('What this worker offers besides os and arch.'),
  startSeconds: z
    .number()
    .positive()
    .optional()
    .describe(
      'Time to start an instance; default: what the limits of the executor come to, or 240.',
    ),
  hardSeconds: z
    .number()
    .positive()
    .optional()
    .describe('No job runs longer on this worker, whatever its repository or the hub allows.'),
  silenceSeconds: z
    .number()
    .positive()
    .optional()
    .describe(
      'No job is silent for longer on this worker, whatever its repository or the hub allows.',
    ),
  logBytes: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('No log is longer on this worker, whatever `limits.logBytes` of the hub allows.'),
  drainSeconds: z
    .number()
    .nonnegative()
    .default(10)
    .describe('When stopping: running jobs have so long to end, then `onStop` applies.'),
  onStop: z
    .enum(['leave', 'end'])
    .default('leave')
    .describe(
      '`leave`: jobs whose executor lets them outlive the worker go on, and its next start goes on with them, if that comes before their lease is over; `end`: they are handed back, as all others are.',
    ),
});
export type WorkerConfig = z.infer<typeof Config>;
