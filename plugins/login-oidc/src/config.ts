import { z } from '@turnpike/sdk';

const provider = z
  .strictObject({
    title: z.string().min(1).max(60).optional().describe('On the button; the address if absent.'),
    scopes: z
      .array(z.string().min(1))
      .default(['openid', 'profile', 'email'])
      .describe('What is asked for; `openid` is always.'),
    loginClaim: z
      .string()
      .default('preferred_username')
      .describe('Claim that a new account gets its login from; dots lead into maps.'),
    groupsClaim: z
      .string()
      .default('groups')
      .describe('Claim with the groups: `groups`, `realm_access.roles`.'),
    adminGroups: z
      .array(z.string().min(1))
      .default([])
      .describe('Who is in one of them is an administrator, at each sign-in; others are not.'),
  })
  .prefault({});
export type OidcProvider = z.infer<typeof provider>;

export const config = z
  .strictObject({
    providers: z
      .record(z.string(), provider)
      .default({})
      .describe('By the id of the host. Whom it lets in is said at the host itself.'),
  })
  .prefault({});
export type OidcConfig = z.infer<typeof config>;

/** Of a host that nothing is said of. */
export const providerOf = (all: OidcConfig, host: string): OidcProvider =>
  all.providers[host] ?? provider.parse({});
