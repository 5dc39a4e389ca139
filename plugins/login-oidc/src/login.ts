import {
  ExternalHostError,
  isTurnpikeError,
  NotAllowedError,
  outboundFetch,
  type CodeHost,
  type HostPerson,
  type LoginMethod,
  type Outbound,
  type SignInReturn,
  type SignInStart,
} from '@turnpike/sdk';
import * as client from 'openid-client';
import { accountOf, type Claims } from './claims.js';
import type { OidcProvider } from './config.js';

/** Clocks of others may be off by so much. */
const SKEW_SECONDS = 60;
const DISCOVER_EVERY_MS = 3_600_000;

export function oidcLogin(host: CodeHost, provider: OidcProvider, beyond: Outbound): LoginMethod {
  const discover = discoveryOf(host, fetchFor(host, beyond));
  const { registration, allowedOrganizations: allowedGroups } = host;
  return {
    id: host.id,
    title: provider.title ?? new URL(host.url).host,
    kind: 'redirect',
    policy: { registration, allowedGroups, adminGroups: provider.adminGroups },
    authorize: async (start) => authorizeUrl(await told(host, discover), provider, start),
    exchange: (back) => told(host, async () => exchange(await discover(), provider, back)),
  };
}

/** The host itself by its own way; what its document names elsewhere like any other address. */
function fetchFor(host: CodeHost, beyond: Outbound): client.CustomFetch {
  const own = [host.url, host.reachUrl].map((url) => new URL(url).origin);
  const [inside, outside] = [outboundFetch(host.outbound), outboundFetch(beyond)];
  return (url, init) => (own.includes(new URL(url).origin) ? inside : outside)(url, init);
}

/** Read once, and again after an hour: endpoints move. A failure is not kept. */
function discoveryOf(
  host: CodeHost,
  fetch: client.CustomFetch,
): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined;
  let until = 0;
  return () => {
    if (known && performance.now() < until) return known;
    until = performance.now() + DISCOVER_EVERY_MS;
    known = discover(host, fetch);
    known.catch(() => (known = undefined));
    return known;
  };
}

async function discover(host: CodeHost, fetch: client.CustomFetch): Promise<client.Configuration> {
  const isPlain = new URL(host.reachUrl).protocol === 'http:';
  const found = await client.discovery(
    new URL(host.reachUrl),
    host.clientId ?? '',
    { [client.clockTolerance]: SKEW_SECONDS },
    authentication(host),
    {
      [client.customFetch]: fetch,
      // The administrator's own word: an address within the own network, or a test.
      ...(isPlain ? { execute: [client.allowInsecureRequests] } : {}),
    },
  );
  // The library trusts a token that came by TLS; keys are looked at as well.
  client.enableNonRepudiationChecks(found);
  return found;
}

/** As the document says; basic where it says nothing. */
function authentication({ clientSecret }: CodeHost): client.ClientAuth {
  if (clientSecret === null) return client.None();
  const [basic, post] = [
    client.ClientSecretBasic(clientSecret),
    client.ClientSecretPost(clientSecret),
  ];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

function authorizeUrl(
  config: client.Configuration,
  { scopes }: OidcProvider,
  start: SignInStart,
): string {
  return client.buildAuthorizationUrl(config, {
    redirect_uri: start.redirectUri,
    scope: [...new Set(['openid', ...scopes])].join(' '),
    state: start.state,
    nonce: start.nonce,
    code_challenge: start.codeChallenge,
    code_challenge_method: 'S256',
  }).href;
}

async function exchange(
  config: client.Configuration,
  provider: OidcProvider,
  back: SignInReturn,
): Promise<HostPerson> {
  const answer = await client.authorizationCodeGrant(config, new URL(back.callbackUrl), {
    expectedState: back.state,
    expectedNonce: back.nonce,
    pkceCodeVerifier: back.codeVerifier,
    idTokenExpected: true,
  });
  const proof = answer.claims();
  if (!proof) throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'No ID token came.');
  const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
  const more = hasMore ? await client.fetchUserInfo(config, answer.access_token, proof.sub) : {};
  const claims: Claims = { ...more, ...proof };
  return accountOf(claims, provider);
}

/** What the library throws, in the words of the platform. Neither codes nor tokens stand in its messages. */
async function told<T>({ id }: CodeHost, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTurnpikeError(error)) throw error;
    const cause = error instanceof Error ? error.cause : undefined;
    if (isTurnpikeError(cause)) throw cause;
    throw refusalOf(id, error);
  }
}

const MISCONFIGURED = new Set(['invalid_client', 'unauthorized_client', 'invalid_scope']);

function refusalOf(host: string, error: unknown): Error {
  if (error instanceof client.ResponseBodyError) {
    const { error: name, error_description: text = '', status } = error;
    return judged(host, status, `${name} ${text}`.trim(), MISCONFIGURED.has(name), error);
  }
  if (error instanceof client.WWWAuthenticateChallengeError)
    return judged(host, error.status, `${error.status}`, true, error);
  const response = error instanceof Error ? error.cause : undefined;
  const status = response instanceof Response ? response.status : 200;
  return judged(host, status, wordsOf(error), false, error);
}

function judged(
  host: string,
  status: number,
  said: string,
  isOurs: boolean,
  cause: unknown,
): Error {
  const words = `${host}: ${said}`;
  if (status >= 500)
    return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', words, { host }, cause);
  const details = isOurs ? { errorType: 'misconfigured' } : {};
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', words, details, cause);
}

/** The library says what is wrong in a cause, and with which claim in the cause of that. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return claimOf(error);
  const inner = error.cause === undefined ? '' : wordsOf(error.cause);
  return [error.message, inner].filter(Boolean).join(': ');
}

function claimOf(value: unknown): string {
  const { claim } = (value ?? {}) as { readonly claim?: unknown };
  return typeof claim === 'string' ? claim : '';
}
