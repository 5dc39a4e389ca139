import { z } from '@turnpike/sdk';

export const webConfig = z
  .strictObject({
    root: z
      .string()
      .optional()
      .describe('Folder of the built interface; default: the one that comes with the platform.'),
  })
  .prefault({});
