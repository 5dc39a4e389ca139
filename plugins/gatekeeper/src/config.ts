import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    slots: z
      .number()
      .int()
      .positive()
      .default(4)
      .describe('Requests worked on at once; those of one repository always follow one another.'),
    leaseSeconds: z
      .number()
      .positive()
      .default(15)
      .describe(
        'A request whose gatekeeper is silent for so long is taken by another. Renewed while one works.',
      ),
    attempts: z
      .number()
      .int()
      .positive()
      .default(5)
      .describe('How often a code host that does not answer is asked before the build is errored.'),
    retrySeconds: z
      .number()
      .positive()
      .default(5)
      .describe('Wait before the second attempt; doubled for each further one, at most 5 minutes.'),
    pollSeconds: z
      .record(z.string(), z.number().positive())
      .default({})
      .describe(
        'How often providers are asked for missed pushes: `{git: 10}`; default: what each advises.',
      ),
    pollSlots: z.number().int().positive().default(4).describe('Repositories asked at once.'),
    autoCancel: z
      .enum(['queued', 'running'])
      .default('queued')
      .describe('What a newer build cancels where a repository wants that: `running` jobs too?'),
    sync: z
      .strictObject({
        everyHours: z
          .number()
          .positive()
          .default(24)
          .describe('How often hosts are asked who may do what, at the latest.'),
        maxAgeHours: z
          .number()
          .positive()
          .default(24)
          .describe(
            'So long rights stay of somebody whose token the host refuses, and so long a list that has become far shorter is doubted.',
          ),
        slots: z.number().int().positive().default(2).describe('People synced at once.'),
      })
      .prefault({}),
    keepRejectedDays: z
      .number()
      .nonnegative()
      .default(180)
      .describe('How long rejected requests are kept; 0: for ever. Others go with their build.'),
    keepRejected: z
      .number()
      .int()
      .nonnegative()
      .default(100_000)
      .describe('The oldest rejected requests go where there are more; 0: no limit.'),
    exclude: z
      .array(z.string())
      .default([])
      .describe('Slugs that are never built; `*` stands for any text: `spam/*`.'),
    include: z.array(z.string()).default([]).describe('Exceptions from `exclude`.'),
  })
  .prefault({});
export type Config = z.infer<typeof config>;
