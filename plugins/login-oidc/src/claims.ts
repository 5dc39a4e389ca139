/** What a provider says of somebody. */
import { NotAllowedError, type HostPerson } from '@turnpike/sdk';
import type { OidcProvider } from './config.js';

export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** Known by issuer and subject, never by an e-mail address or a login. */
export function accountOf(claims: Claims, provider: OidcProvider): HostPerson {
  const { iss, sub } = claims;
  if (!iss || !sub) throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'It names nobody.');
  const login = text(claimAt(claims, provider.loginClaim)) ?? text(claims['nickname']);
  // Providers that verify nothing leave it out, or say no.
  const email = claims['email_verified'] === true ? text(claims['email']) : undefined;
  return {
    hostUserId: `${iss} ${sub}`,
    login: login ?? email ?? sub,
    name: text(claims['name']) ?? null,
    email: email ?? null,
    avatarUrl: text(claims['picture']) ?? null,
    groups: list(claimAt(claims, provider.groupsClaim)),
    grant: null,
  };
}

/** By its whole name first: names of claims may have dots, as those that begin with an address. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let at: unknown = claims;
  for (const part of path.split('.')) {
    const isMap = typeof at === 'object' && at !== null && Object.hasOwn(at, part);
    at = isMap ? (at as Readonly<Record<string, unknown>>)[part] : undefined;
  }
  return at;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One group may come as a text. */
function list(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
