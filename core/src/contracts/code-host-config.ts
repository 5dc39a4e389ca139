/** An entry of `hosts`. */
import { z } from 'zod';

const ID = /^[a-z][a-z0-9-]{0,39}$/;
const address = z.url({
  protocol: /^https?$/,
  error: 'It is no address that begins with https:// or http://.',
});
const secret = () => z.string().min(1).meta({ secret: true });

export const codeHostConfig = z.strictObject({
  id: z
    .string()
    .regex(ID, 'It has small letters, digits and dashes, and begins with a letter.')
    .describe(
      'What repositories, owners and people of the host are known by, for ever: `github`, `github-acme`.',
    ),
  kind: z
    .string()
    .regex(ID, 'It has small letters, digits and dashes, and begins with a letter.')
    .describe('Which plugins speak to it: `github` for vcs-github and login-github.'),
  url: address.describe('Where browsers find it, with its path: `https://git.example.com/gitea`.'),
  apiUrl: address.optional().describe('Its API, where that does not follow from `url`.'),
  internalUrl: address
    .optional()
    .describe('Where this server finds it, where that is another address than the browsers have.'),
  clientId: z
    .string()
    .min(1)
    .optional()
    .describe('Of the OAuth application that people sign in by.'),
  clientSecret: secret().optional().describe('Of the OAuth application.'),
  token: secret()
    .optional()
    .describe('Of a machine account, for repositories that have no credential of their own.'),
  app: z
    .strictObject({ id: z.string().min(1), privateKey: secret().describe('PEM.') })
    .optional()
    .describe('Of an app of the host.'),
  webhookSecrets: z
    .array(secret())
    .default([])
    .meta({ secret: true })
    .describe(
      "Secrets of organizations' and apps' webhooks, accepted beside each repository's own.",
    ),
  ca: z
    .string()
    .optional()
    .describe('File with the certificate authority of the host (PEM), trusted for it alone.'),
  proxy: z
    .string()
    .optional()
    .meta({ secret: true })
    .describe('http://user:password@host:port to this host, in place of `net.proxy`.'),
  allowInsecure: z
    .boolean()
    .default(false)
    .describe('Its certificate is not checked: whoever is on the way reads and changes all.'),
  allowedOrganizations: z
    .array(z.string().min(1))
    .default([])
    .describe('Only members of these are given an account by signing in.'),
  registration: z
    .enum(['open', 'closed'])
    .default('closed')
    .describe('Is whoever signs in by it given an account? `allowedOrganizations` narrows it.'),
  pollSeconds: z
    .number()
    .positive()
    .optional()
    .describe('How often its repositories are looked at for what no delivery told.'),
});
/** An entry of `hosts` after defaults. */
export type CodeHostConfig = z.infer<typeof codeHostConfig>;

/** Ids are unique: rows of the database name hosts by them. */
export function distinctHosts(
  hosts: readonly { readonly id: string }[],
  context: z.RefinementCtx,
): void {
  for (const [index, { id }] of hosts.entries()) {
    const message = `The id ${id} is another entry's already.`;
    if (hosts.findIndex((one) => one.id === id) < index)
      context.addIssue({ code: 'custom', path: [index, 'id'], message });
  }
}
