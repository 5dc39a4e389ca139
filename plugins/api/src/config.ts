import { z } from '@turnpike/sdk';

export const apiConfig = z
  .strictObject({
    public: z
      .boolean()
      .default(false)
      .describe('May visitors who are not logged in read public repositories?'),
    sessionDays: z
      .number()
      .int()
      .positive()
      .default(30)
      .describe('Days until one has to log in again, however often one comes.'),
    sessionIdleDays: z
      .number()
      .positive()
      .default(7)
      .describe('Days without a visit after which one has to log in again; parts of a day too.'),
    keepAuditDays: z
      .number()
      .int()
      .nonnegative()
      .default(365)
      .describe('How long the audit log keeps who did what; 0: for ever.'),
  })
  .prefault({});
export type ApiConfig = z.infer<typeof apiConfig>;
