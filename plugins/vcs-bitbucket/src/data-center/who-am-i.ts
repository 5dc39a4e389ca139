import { askAsPerson, z, type TokenOwner } from '@turnpike/sdk';
import { apiOf } from '../api.js';
import type { HostSettings } from '../settings.js';

const userSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string().nullish(),
  avatarUrl: z.string().nullish(),
});

/** The host says it in plain text and nowhere else; to a token that it does not know it says nothing. */
export async function whoAmI(host: HostSettings, token: string): Promise<TokenOwner> {
  const api = apiOf(host, { kind: 'token', token });
  // Beside `/rest`.
  const base = { ...host, apiUrl: host.apiUrl.replace(/\/rest$/, '') };
  const slug = await askAsPerson(host.name, async () => {
    const told = await apiOf(base, { kind: 'token', token }).raw(
      '/plugins/servlet/applinks/whoami',
    );
    // Nothing is said of a token that is nobody's.
    return (await told.text()).trim() || undefined;
  });
  const at = `/api/1.0/users/${encodeURIComponent(slug)}`;
  const found = await askAsPerson(host.name, () => api.get(at, userSchema));
  return {
    hostUserId: String(found.id),
    login: found.name,
    name: found.displayName || null,
    avatarUrl: found.avatarUrl ?? null,
    // Whether it was confirmed is not said.
    email: null,
    scopes: null,
  };
}
