import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  slots: z.number().int().positive().default(4).describe('Notifications sent at once.'),
  leaseSeconds: z
    .number()
    .positive()
    .default(60)
    .describe('After this long without an end another process may send it.'),
  sendSeconds: z.number().positive().default(45).describe('Time limit of one attempt.'),
  maxAttempts: z.number().int().positive().default(6),
  backoffSeconds: z
    .number()
    .positive()
    .default(5)
    .describe('Pause before the second attempt; doubles with each further one.'),
  maxBackoffSeconds: z.number().positive().default(3600),
});
export type Config = z.infer<typeof config>;
