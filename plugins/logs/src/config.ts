import { z } from '@turnpike/sdk';

export const Config = z.strictObject({
  store: z.string().default('fs').describe('Id of the log store.'),
  maxBytes: z
    .number()
    .int()
    .positive()
    .default(1_073_741_824)
    .describe('No log grows longer, whatever its worker allows.'),
  sealAfterSeconds: z
    .number()
    .nonnegative()
    .default(60)
    .describe('The log of a run that ended without sealing it is sealed after so long.'),
  keepDays: z
    .number()
    .nonnegative()
    .default(365)
    .describe('How long logs of ended runs are kept; 0: for ever.'),
  keepBytes: z
    .number()
    .int()
    .nonnegative()
    .default(53_687_091_200)
    .describe('The oldest logs go where all together are larger; 0: no limit.'),
});
export type LogsConfig = z.infer<typeof Config>;
