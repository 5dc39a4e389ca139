import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  urls: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(20)
    .default([])
    .meta({ secret: true })
    .describe(
      'Where all builds of all repositories are told of, private ones too; addresses of the own network want `net.allow`.',
    ),
});
