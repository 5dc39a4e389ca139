import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    scopes: z
      .array(z.string().min(1))
      .default(['read:user', 'read:organization', 'write:repository'])
      .describe(
        'What people are asked for. `write:repository` is for hooks, keys and statuses. Old servers know no scopes, and grant all.',
      ),
  })
  .prefault({});
export type GiteaLoginConfig = z.infer<typeof config>;
