/** Signing in at a host: what the platform asks of a login plugin while it sends a browser there and back. */
import type { Millis } from './domain.js';

/** What a browser is sent to a host with. All of it is made anew for each try. @experimental */
export interface SignInStart {
  /** Where the host sends the browser back to: exactly what has to be registered there. */
  readonly redirectUri: string;
  /** Sent along, and comes back. */
  readonly state: string;
  /** PKCE, S256. */
  readonly codeChallenge: string;
  /** For OpenID Connect. */
  readonly nonce: string;
}

/** What came back, and what belongs to it. State, browser and time are checked already. @experimental */
export interface SignInReturn {
  /** As it was sent. */
  readonly redirectUri: string;
  /** The address that the browser came to, with its query. */
  readonly callbackUrl: string;
  /** As it was sent. */
  readonly state: string;
  /** What the challenge was made of. */
  readonly codeVerifier: string;
  /** As it was sent. */
  readonly nonce: string;
}

/** What the host lets us do in the name of an account. Secret. @experimental */
export interface HostGrant {
  /** Sent with requests. */
  readonly accessToken: string;
  /** Gets the next access token; null: there is none. */
  readonly refreshToken: string | null;
  /** As the host says that they were granted. */
  readonly scopes: readonly string[];
  /** null: it does not end by itself. */
  readonly expiresAt: Millis | null;
}

/** Who somebody is at a host. @experimental */
export interface HostPerson {
  /** Never changes and is never given again, unlike logins and e-mail addresses. With the issuer, where ids are its. */
  readonly hostUserId: string;
  /** What they are called there now. */
  readonly login: string;
  /** For people; null: not told. */
  readonly name: string | null;
  /** Only one that the host has verified; else null. */
  readonly email: string | null;
  /** URL of a picture; null: none. */
  readonly avatarUrl: string | null;
  /** Groups or organizations that `SignInPolicy` may name. Those of which the host did not tell are not there. */
  readonly groups: readonly string[];
  /** null: it is of no use after the sign-in. */
  readonly grant: HostGrant | null;
}

/** Whom a host lets in here. @experimental */
export interface SignInPolicy {
  /** `open`: who signs in for the first time gets an account. `closed`: only who has one, and has linked it. */
  readonly registration: 'open' | 'closed';
  /** One of them is needed, at each sign-in; empty: none is. */
  readonly allowedGroups: readonly string[];
  /** Who is in one of them is an administrator, who is not is none; empty: groups say nothing of it. */
  readonly adminGroups: readonly string[];
}
