import { NotAllowedError, z, type TokenOwner } from '@turnpike/sdk';
import { apiOf } from '../api.js';
import { asPerson } from '../host-error.js';
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
  const who = apiOf(base, { kind: 'token', token }).raw('/plugins/servlet/applinks/whoami');
  const slug = (await (await asPerson(host, who)).text()).trim();
  if (slug === '')
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      `${host.name} does not take the token any more.`,
      { wayOut: 'Sign in again.' },
    );
  const at = `/api/1.0/users/${encodeURIComponent(slug)}`;
  const found = await asPerson(host, api.get(at, userSchema));
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
