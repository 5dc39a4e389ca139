import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  url: z
    .url()
    .default('https://api.pushover.net/1/messages.json')
    .describe('Where messages are handed in.'),
});
export type Config = z.infer<typeof config>;
