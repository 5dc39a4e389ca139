import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    bodyLimitBytes: z
      .number()
      .int()
      .positive()
      .default(26_214_400)
      .describe('Largest delivery that is read; GitHub sends up to 25 MiB.'),
    rejectionsPerHour: z
      .number()
      .int()
      .nonnegative()
      .default(120)
      .describe('Refused deliveries kept in the log; what is more is only counted.'),
    keepDays: z
      .number()
      .nonnegative()
      .default(30)
      .describe('How long deliveries are kept; 0: for ever.'),
    keepBytes: z
      .number()
      .int()
      .nonnegative()
      .default(2_147_483_648)
      .describe('The oldest deliveries go where all bodies together are larger; 0: no limit.'),
    root: z
      .boolean()
      .default(true)
      .describe('Take deliveries at `POST /` too, as hooks set up for Travis send them.'),
  })
  .prefault({});
export type Config = z.infer<typeof config>;
