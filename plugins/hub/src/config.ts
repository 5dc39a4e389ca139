import { z } from '@turnpike/sdk';

export const Config = z.strictObject({
  leaseSeconds: z
    .number()
    .positive()
    .default(60)
    .describe('A run whose worker was silent for this long is lost.'),
  sweepSeconds: z
    .number()
    .positive()
    .default(5)
    .describe('How often hub looks whether leases have run out.'),
  maxResets: z
    .number()
    .int()
    .nonnegative()
    .default(3)
    .describe('How often a job that the platform lost is tried again before it is errored.'),
  timeouts: z
    .strictObject({
      hardSeconds: z.number().int().positive().default(3000).describe('Public repositories.'),
      privateHardSeconds: z
        .number()
        .int()
        .positive()
        .default(7200)
        .describe('Private repositories.'),
      logSilenceSeconds: z.number().int().positive().default(600),
    })
    .prefault({})
    .describe('Time limits of a job where its repository sets none.'),
  keepRunsDays: z
    .number()
    .nonnegative()
    .default(365)
    .describe(
      'How long earlier runs of restarted jobs are kept, once their log is gone; 0: for ever.',
    ),
  storageUrl: z
    .url()
    .optional()
    .describe(
      'Where jobs reach caches, workspaces and artifacts: the address of the role storage, with /storage. Default: where it runs in this process; without it jobs run without them.',
    ),
});
export type HubConfig = z.infer<typeof Config>;
