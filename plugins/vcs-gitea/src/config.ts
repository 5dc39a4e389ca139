import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where the server is, as its users open it: `https://gitea.example.com`.'),
    token: z
      .string()
      .optional()
      .meta({ secret: true })
      .describe('Used for repositories that have no credential of their own.'),
    webhookSecrets: z
      .array(z.string().min(1))
      .default([])
      .meta({ secret: true })
      .describe("Secrets of organizations' webhooks, accepted beside each repository's own."),
    pollSeconds: z
      .number()
      .positive()
      .default(120)
      .describe('How often repositories are looked at for what no delivery told.'),
  })
  .prefault({});
export type Config = z.infer<typeof config>;
