import { askAsPerson, z, type TokenOwner } from '@turnpike/sdk';
import type { Api } from './server.js';

const accountSchema = z.object({
  id: z.number().int(),
  login: z.string(),
  full_name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const emailSchema = z.object({
  email: z.string(),
  verified: z.boolean().nullish(),
  primary: z.boolean().nullish(),
});

/** The server does not say what a token may do. */
export async function whoAmI(api: Api): Promise<TokenOwner> {
  const found = await askAsPerson(api.server.name, () => api.get('/user', accountSchema));
  return {
    hostUserId: String(found.id),
    login: found.login,
    name: found.full_name || null,
    avatarUrl: found.avatar_url || null,
    email: await emailOf(api),
    scopes: null,
  };
}

/** Only one that was confirmed. Nothing is said to a token that may not know. */
async function emailOf(api: Api): Promise<string | null> {
  const emails = await api.get('/user/emails', emailSchema.array()).catch(() => undefined);
  return emails?.find(({ primary, verified }) => primary && verified)?.email ?? null;
}
