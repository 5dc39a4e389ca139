import { z } from '@turnpike/sdk';

export const liveConfig = z
  .strictObject({
    public: z
      .boolean()
      .default(false)
      .describe('May visitors hear of public repositories? The same as `api.public`.'),
    recheckSeconds: z
      .number()
      .positive()
      .default(60)
      .describe('How often sessions and rights of open connections are checked again.'),
  })
  .prefault({});
export type LiveConfig = z.infer<typeof liveConfig>;
