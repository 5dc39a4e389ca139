import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    scopes: z
      .array(z.string().min(1))
      .default(['read:user', 'user:email', 'read:org', 'repo'])
      .describe(
        'What people are asked for. `repo` is for private repositories, hooks and statuses. GitHub Apps have permissions in place of it.',
      ),
  })
  .prefault({});
export type GithubLoginConfig = z.infer<typeof config>;
