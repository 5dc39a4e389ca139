/** What administrators need to register at hosts, where they look for it. */
import type { FactLook, FactSource, LoginMethod } from '@turnpike/sdk';
import { maySignIn, redirectUri } from './addresses.js';

export function signInFact(logins: readonly LoginMethod[], publicUrl: () => string): FactSource {
  return { id: 'api-sign-in', title: 'Signing in', look: async () => look(logins, publicUrl()) };
}

function look(logins: readonly LoginMethod[], publicUrl: string): FactLook {
  const hosts = logins.filter(({ authorize }) => authorize);
  if (hosts.length === 0)
    return {
      state: 'ok',
      text: 'By password. Code hosts at which people may sign in are listed under `hosts`.',
    };
  const text = hosts.map(({ id, title }) => `${title}: ${redirectUri(publicUrl, id)}`).join('; ');
  const said = `Redirect URIs to register, to the letter: ${text}.`;
  if (maySignIn(publicUrl)) return { state: 'ok', text: said };
  return {
    state: 'warning',
    text: `Nobody can sign in at a host: publicUrl is ${publicUrl}, without https. ${said}`,
    wayOut: 'Set publicUrl to an address that begins with https://.',
  };
}
