/** Signing in by OAuth 2: the authorization code, with PKCE, for hosts that are no OpenID providers. */
import {
  ExternalHostError,
  NotAllowedError,
  type CodeHost,
  type HostPerson,
  type HostGrant,
  type LoginMethod,
  type OutboundResponse,
  type SignInReturn,
  type SignInStart,
} from '@turnpike/core/contracts';
import { readGrant, type TokenAnswer } from './oauth-answer.js';

/** Reads the host's API in the name of whoever signs in. @experimental */
export interface HostReader {
  /** JSON. Throws NotAllowedError where the token is refused, ExternalHostError where there is no answer. */
  get(url: string): Promise<unknown>;
  /** The same of an answer that is plain text. */
  text(url: string): Promise<string>;
  /** The same of a list, page by page: `next` says where the next page is; undefined: this was the last. */
  all(
    url: string,
    next?: (page: OutboundResponse) => string | undefined,
  ): Promise<readonly unknown[]>;
}
/** What hosts differ in. @experimental */
export interface OAuthDetails {
  /** On the button. */
  readonly title: string;
  /** Where browsers are sent. */
  readonly authorizeUrl: string;
  /** Where the server gets tokens. */
  readonly tokenUrl: string;
  /** Asked for, in this order; empty: none are named. */
  readonly scopes: readonly string[];
  /** How the application says who it is. Default: `body`. */
  readonly credentials?: 'body' | 'basic';
  /** Sent with a renewal as well, by those that want it: the redirect URI of the sign-in. */
  readonly redirectOnRefresh?: () => string;
  /** Groups that make an administrator; default: none. */
  readonly adminGroups?: readonly string[];
  /** Who it is. `wantsGroups`: the policy needs them; else they may be left out. */
  whoIs(read: HostReader, wantsGroups: boolean): Promise<Omit<HostPerson, 'grant'>>;
}

/** A way to sign in at one host by OAuth 2. @experimental */
export function oauthLogin(host: CodeHost, details: OAuthDetails): LoginMethod {
  const { allowedOrganizations: allowedGroups, registration } = host;
  const { adminGroups = [] } = details;
  return {
    id: host.id,
    title: details.title,
    kind: 'redirect',
    policy: { registration, allowedGroups, adminGroups },
    authorize: async (start) => authorizeUrl(host, details, start),
    exchange: (back) => exchange(host, details, back),
    refresh: (token) => refresh(host, details, token),
  };
}

function authorizeUrl(host: CodeHost, details: OAuthDetails, start: SignInStart): string {
  const url = new URL(details.authorizeUrl);
  const wanted = {
    response_type: 'code',
    client_id: host.clientId ?? '',
    redirect_uri: start.redirectUri,
    state: start.state,
    code_challenge: start.codeChallenge,
    code_challenge_method: 'S256',
    ...(details.scopes.length === 0 ? {} : { scope: details.scopes.join(' ') }),
  };
  for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
  return url.href;
}

async function exchange(
  host: CodeHost,
  details: OAuthDetails,
  back: SignInReturn,
): Promise<HostPerson> {
  const query = new URL(back.callbackUrl).searchParams;
  refuseIssuer(details, query.get('iss'));
  const grant = await askTokens(host, details, {
    grant_type: 'authorization_code',
    code: query.get('code') ?? '',
    redirect_uri: back.redirectUri,
    code_verifier: back.codeVerifier,
  });
  const wantsGroups =
    host.allowedOrganizations.length > 0 || (details.adminGroups ?? []).length > 0;
  return { ...(await details.whoIs(readerOf(host, grant), wantsGroups)), grant };
}

/** RFC 9207: what another host answered is not taken to this one. */
function refuseIssuer({ authorizeUrl: url }: OAuthDetails, issuer: string | null): void {
  if (issuer === null) return;
  if (URL.canParse(issuer) && new URL(issuer).origin === new URL(url).origin) return;
  throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', `The answer is of ${issuer.slice(0, 200)}.`);
}

function refresh(host: CodeHost, details: OAuthDetails, token: string): Promise<HostGrant> {
  const { redirectOnRefresh } = details;
  const wanted = {
    grant_type: 'refresh_token',
    refresh_token: token,
    ...(redirectOnRefresh === undefined ? {} : { redirect_uri: redirectOnRefresh() }),
  };
  return askTokens(host, details, wanted, token);
}

/** One try: a code and most renewal tokens are good once, and a lost answer cannot be had again. */
async function askTokens(
  host: CodeHost,
  { tokenUrl, credentials = 'body' }: OAuthDetails,
  wanted: Readonly<Record<string, string>>,
  kept: string | null = null,
): Promise<HostGrant> {
  const { clientId: id = '', clientSecret: secret } = host;
  const own = { client_id: id ?? '', ...(secret === null ? {} : { client_secret: secret }) };
  const body = new URLSearchParams({ ...wanted, ...(credentials === 'body' ? own : {}) });
  const answer = await host.outbound.fetch(tokenUrl, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(credentials === 'basic' ? { authorization: basic(id ?? '', secret ?? '') } : {}),
    },
    body: body.toString(),
    maxRedirects: 0,
  });
  return readGrant(host.id, answer satisfies TokenAnswer, kept);
}

/** RFC 6749, 2.3.1: both halves are encoded as in a form. */
function basic(id: string, secret: string): string {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

const MOST_PAGES = 100;

function readerOf(host: CodeHost, { accessToken }: HostGrant): HostReader {
  const read = async (url: string): Promise<OutboundResponse> => {
    const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
    const answer = await host.outbound.fetch(url, { headers });
    if (answer.ok) return answer;
    throw refusal(host, answer);
  };
  return {
    get: async (url) => (await read(url)).json(),
    text: async (url) => (await read(url)).text(),
    async all(url, next = nextByLink) {
      const rows: unknown[] = [];
      let at: string | undefined = url;
      for (let pages = 0; at !== undefined && pages < MOST_PAGES; pages += 1) {
        const page = await read(at);
        const json = page.json();
        rows.push(
          ...(Array.isArray(json) ? json : ((json as { values?: unknown[] }).values ?? [])),
        );
        at = next(page);
      }
      return rows;
    },
  };
}

function refusal({ id }: CodeHost, { status, url }: OutboundResponse): Error {
  const words = `${new URL(url).pathname} of ${id} answered ${status}.`;
  if (status === 401 || status === 403) return new NotAllowedError('TURNPIKE_ACCESS_DENIED', words);
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', words, { host: id });
}

/** Of its own origin only: the token goes with it. */
function nextByLink({ headers, url }: OutboundResponse): string | undefined {
  const next = /<([^>]+)>;\s*rel="?next"?/.exec(headers['link'] ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, url)) return undefined;
  const found = new URL(next, url);
  return found.origin === new URL(url).origin ? found.href : undefined;
}
