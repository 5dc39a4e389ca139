import { askAsPerson, z, type TokenOwner } from '@turnpike/sdk';
import { apiOf, type Api } from '../api.js';
import type { HostSettings } from '../settings.js';

const accountSchema = z.object({
  uuid: z.string().min(1),
  username: z.string().nullish(),
  nickname: z.string().nullish(),
  display_name: z.string().nullish(),
  links: z.object({ avatar: z.object({ href: z.string() }).nullish() }).nullish(),
});
const emailSchema = z.object({
  email: z.string(),
  is_primary: z.boolean(),
  is_confirmed: z.boolean(),
});

export async function whoAmI(host: HostSettings, token: string): Promise<TokenOwner> {
  const api = apiOf(host, { kind: 'token', token });
  const found = await askAsPerson(api.host.name, () => api.get('/user', accountSchema));
  return {
    hostUserId: found.uuid,
    login: found.username || found.nickname || found.uuid,
    name: found.display_name || null,
    avatarUrl: found.links?.avatar?.href ?? null,
    email: await emailOf(api),
    scopes: null,
  };
}

/** Only one that was confirmed. Nothing is said to a token that may not know. */
async function emailOf(api: Api): Promise<string | null> {
  const emails = await api.list('/user/emails', emailSchema).catch(() => undefined);
  return emails?.find((one) => one.is_primary && one.is_confirmed)?.email ?? null;
}
