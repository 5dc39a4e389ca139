/** `/auth/:host/start` and `/auth/:host/callback`: the way to a host and back, the same for all login plugins. */
import {
  NotFoundError,
  type HttpExchange,
  type HttpResponse,
  type LoginMethod,
  type Route,
} from '@turnpike/sdk';
import { sessionToken, signInBrowser } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { enter, linkTo } from './accounts.js';
import { redirectUri } from './addresses.js';
import { readAccount } from './host-account.js';
import { openSession } from './open-session.js';
import { problemPage, SignInError } from './problems.js';
import { returnPath } from './return-path.js';
import { asked, sendToHost } from './send.js';
import type { Taken, Tries } from './tries.js';

const PER_MINUTE = 30;
type Going = Exclude<Taken, { readonly problem: unknown }>;
type Onto = '/-/login' | '/-/account';

export function signInRoutes(api: Api, tries: Tries): Route[] {
  const options = { ratePerMinute: PER_MINUTE };
  return [
    endpoint(
      api,
      'GET /auth/:host/start',
      ({ exchange }) => orProblem(api, exchange, () => start(api, tries, exchange)),
      options,
    ),
    endpoint(
      api,
      'GET /auth/:host/callback',
      ({ exchange }) => orProblem(api, exchange, (onto) => callback(api, tries, exchange, onto)),
      options,
    ),
  ];
}

/** Throws NotFoundError. */
function methodOf({ logins }: Pick<Api, 'logins'>, host: string | undefined): LoginMethod {
  const method = logins.find(({ id, authorize }) => id === host && authorize);
  if (method) return method;
  throw new NotFoundError('There is no such host to sign in at.');
}

async function orProblem(
  api: Api,
  exchange: HttpExchange,
  work: (onto: (page: Onto) => void) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const method = methodOf(api, exchange.params['host']);
  let shown: Onto = '/-/login';
  try {
    return await work((other) => (shown = other));
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    const { problem, reason } = error;
    await exchange.audit({
      action: 'session.refused',
      target: `host/${method.id}`,
      after: { problem, reason },
      ...whoOf(exchange),
    });
    return problemPage(problem, method, api.publicUrl(), shown);
  }
}

function whoOf({ principal }: HttpExchange) {
  return principal.kind === 'user' ? {} : { who: { userId: null, login: 'unknown' } };
}

async function start(api: Api, tries: Tries, exchange: HttpExchange): Promise<HttpResponse> {
  const method = methodOf(api, exchange.params['host']);
  const returnTo = returnPath(exchange.query.get('return'));
  const wanted = { purpose: 'login', userId: null, sessionHash: null, returnTo } as const;
  const { url, cookie } = await sendToHost(api, tries, exchange, method, wanted);
  return { status: 303, headers: { location: url, 'set-cookie': cookie } };
}

async function callback(
  api: Api,
  tries: Tries,
  exchange: HttpExchange,
  onto: (page: Onto) => void,
): Promise<HttpResponse> {
  const method = methodOf(api, exchange.params['host']);
  const { query, headers } = exchange;
  const state = query.get('state') ?? '';
  const browser = signInBrowser(headers['cookie']) ?? '';
  const taken = await tries.take({ state, browser, host: method.id });
  if ('problem' in taken) throw new SignInError(taken.problem);
  if (taken.purpose === 'app') throw new SignInError('foreign');
  if (taken.purpose === 'link') onto('/-/account');
  refuseError(query);
  const publicUrl = api.publicUrl();
  const { codeVerifier, nonce } = taken;
  const uri = redirectUri(publicUrl, method.id);
  const callbackUrl = `${uri}?${query.toString()}`;
  const back = { redirectUri: uri, callbackUrl, state, codeVerifier, nonce };
  const account = readAccount(await asked(() => method.exchange?.(back)));
  const finish = taken.purpose === 'link' ? finishLink : finishLogin;
  return finish(api, exchange, method, taken, account);
}

/** What the host says in place of a code (RFC 6749, 4.1.2.1). */
function refuseError(query: URLSearchParams): void {
  const error = query.get('error');
  if (error === null) return;
  const reason = [error, query.get('error_description')].filter(Boolean).join(': ').slice(0, 500);
  if (error === 'access_denied') throw new SignInError('denied', reason);
  const isLater = error === 'temporarily_unavailable' || error === 'server_error';
  throw new SignInError(isLater ? 'unavailable' : 'misconfigured', reason);
}

type Account = ReturnType<typeof readAccount>;

async function finishLogin(
  api: Api,
  exchange: HttpExchange,
  method: LoginMethod,
  { returnTo }: Going,
  account: Account,
): Promise<HttpResponse> {
  const user = await enter(api, method, account);
  const cookie = await openSession(api, exchange, user.id);
  await exchange.audit({
    action: 'session.create',
    who: { userId: user.id, login: user.login },
    target: `user/${user.login}`,
    after: { host: method.id, login: account.login },
  });
  const location = `${api.publicUrl()}${returnTo}`;
  return { status: 303, headers: { location, 'set-cookie': cookie } };
}

/** Only in the session that asked for it: nobody gets an identity by following a link. */
async function finishLink(
  api: Api,
  exchange: HttpExchange,
  method: LoginMethod,
  { userId, sessionHash, returnTo }: Going,
  account: Account,
): Promise<HttpResponse> {
  const { principal, headers } = exchange;
  const token = sessionToken(headers['cookie']);
  const isSame = token !== undefined && api.secrets.hash(token) === sessionHash;
  if (!isSame || principal.kind !== 'user' || principal.userId !== userId)
    throw new SignInError('not-logged-in');
  await linkTo(api, method, userId, account);
  await exchange.audit({
    action: 'identity.link',
    target: `user/${principal.login}`,
    after: { host: method.id, login: account.login, hostUserId: account.hostUserId },
  });
  return { status: 303, headers: { location: `${api.publicUrl()}${returnTo}` } };
}
