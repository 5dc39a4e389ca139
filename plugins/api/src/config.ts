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
      .describe('Days until one has to log in again.'),
  })
  .prefault({});
export type ApiConfig = z.infer<typeof apiConfig>;
