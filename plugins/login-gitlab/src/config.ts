import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    scopes: z
      .array(z.string().min(1))
      .default(['api'])
      .describe(
        'What people are asked for. GitLab has nothing less than `api` for hooks, keys and statuses; `read_api` is enough to sign in and to see projects.',
      ),
  })
  .prefault({});
export type GitlabLoginConfig = z.infer<typeof config>;
