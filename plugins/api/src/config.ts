import { z } from '@turnpike/sdk';

export const apiConfig = z
  .strictObject({
    public: z
      .boolean()
      .default(false)
      .describe('May visitors who are not logged in read public repositories?'),
  })
  .prefault({});
export type ApiConfig = z.infer<typeof apiConfig>;
