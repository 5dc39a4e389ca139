import { askAsPerson, z, type TokenOwner } from '@turnpike/sdk';
import type { Api } from './server.js';

const accountSchema = z.object({
  id: z.number().int(),
  username: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
  email: z.string().nullish(),
  confirmed_at: z.string().nullish(),
});

/** The address is told only where it was confirmed. What a token may do is not said here. */
export async function whoAmI(api: Api): Promise<TokenOwner> {
  const found = await askAsPerson('GitLab', () => api.get('/user', accountSchema));
  return {
    hostUserId: String(found.id),
    login: found.username,
    name: found.name || null,
    avatarUrl: found.avatar_url || null,
    email: found.confirmed_at ? found.email || null : null,
    scopes: null,
  };
}
