import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  hook: z
    .string()
    .includes('{account}')
    .default('https://{account}.slack.com/services/hooks/travis')
    .describe('Where rooms written ACCOUNT:TOKEN are, `{account}` standing for theirs.'),
  username: z.string().min(1).default('Turnpike').describe('Who the messages are from.'),
  iconUrl: z.url().optional().describe('Picture beside them. Default: that of the hook.'),
});
export type Config = z.infer<typeof config>;
