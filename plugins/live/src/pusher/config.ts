import { z } from '@turnpike/sdk';

export const pusherConfig = z
  .strictObject({
    public: z
      .boolean()
      .optional()
      .describe(
        'May visitors hear of public repositories? Default: as `api.public` says where the api runs in the same process, else no.',
      ),
    recheckSeconds: z
      .number()
      .positive()
      .default(10)
      .describe('How often rights of open connections are checked again.'),
  })
  .prefault({});
export type PusherConfig = z.infer<typeof pusherConfig>;
