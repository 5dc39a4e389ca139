import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  context: z
    .string()
    .default('continuous-integration/turnpike')
    .describe('What the status is called; `/push` or `/pr` is added.'),
  checks: z
    .boolean()
    .default(true)
    .describe(
      'Where an app of the host reaches a repository, builds are checks in place of statuses.',
    ),
  checkName: z
    .string()
    .min(1)
    .default('Turnpike')
    .describe('What the check is called; ` - Push` or ` - Pull Request` is added.'),
});
export type CommitStatusConfig = z.infer<typeof config>;
