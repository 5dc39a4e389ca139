import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    scopes: z
      .array(z.string().min(1))
      .default(['REPO_ADMIN'])
      .describe(
        'What people are asked for at Bitbucket Data Center. `REPO_ADMIN` is for hooks and keys, and holds `REPO_READ`. At Cloud it is what was ticked at the consumer.',
      ),
  })
  .prefault({});
export type BitbucketLoginConfig = z.infer<typeof config>;
