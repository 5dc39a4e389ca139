import { z } from '@turnpike/sdk';

export const config = z
  .strictObject({
    apiUrl: z
      .url({ protocol: /^https?$/ })
      .default('https://api.github.com')
      .describe('API of GitHub; of an Enterprise server: `https://HOST/api/v3`.'),
    token: z
      .string()
      .optional()
      .meta({ secret: true })
      .describe('Used for repositories that have no credential of their own.'),
    webhookSecrets: z
      .array(z.string().min(1))
      .default([])
      .meta({ secret: true })
      .describe(
        "Secrets of organizations' and apps' webhooks, accepted beside each repository's own.",
      ),
    pollSeconds: z
      .number()
      .positive()
      .default(300)
      .describe('How often repositories are looked at for what no delivery told.'),
  })
  .prefault({});
export type Config = z.infer<typeof config>;
