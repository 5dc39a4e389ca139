/** Apps of code hosts, made from the system page: a browser carries our wish there, and brings back a code. */
import {
  NotFoundError,
  type HttpResponse,
  type MadeApp,
  type Route,
  type VcsProvider,
} from '@turnpike/sdk';
import { sessionToken, signInBrowser, signInCookie } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, insufficient } from '../envelope/failures.js';
import { collection } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';
import { maySignIn, redirectUri } from './addresses.js';
import { appPage } from './app-page.js';
import { secret, TRY_SECONDS, type Tries } from './tries.js';

const PER_MINUTE = 30;
const SYSTEM = '/-/system';
type Maker = VcsProvider & Required<Pick<VcsProvider, 'appForm' | 'takeApp'>>;

export function hostAppRoutes(api: Api, tries: Tries): Route[] {
  const options = { ratePerMinute: PER_MINUTE };
  return [
    endpoint(api, 'GET /v3/hosts', (call) => list(call)),
    endpoint(api, 'DELETE /v3/host/:host/app', forget, { audit: 'host.forget_app' }),
    endpoint(api, 'GET /auth/:host/app', (call) => begin(call, tries), options),
    endpoint(api, 'GET /auth/:host/app/callback', (call) => finish(call, tries), options),
  ];
}

async function list(call: Call): Promise<HttpResponse> {
  const { api } = call;
  const made = new Map((await api.store.hostApps.list()).map((app) => [app.host, app] as const));
  const hosts = api.codeHosts.all.map(({ id, kind, url }): Wire => {
    const app = made.get(id);
    return {
      ...head('host', undefined, 'standard'),
      ...{ id, kind, url, callback_url: redirectUri(api.publicUrl(), id) },
      hook_url: hookUrl(api, id),
      can_make_app: makerOf(api, id) !== undefined,
      app: app ? { id: app.appId, slug: app.slug, url: app.url, client_id: app.clientId } : null,
    };
  });
  return collection(call, 'hosts', hosts);
}

const hookUrl = (api: Api, id: string): string =>
  `${api.publicUrl()}/hooks/${encodeURIComponent(id)}`;

function makerOf({ vcsProviders }: Pick<Api, 'vcsProviders'>, id = ''): Maker | undefined {
  const found = vcsProviders.find((one) => one.id === id);
  return found?.appForm && found.takeApp ? (found as Maker) : undefined;
}

function wantedMaker({ api, params }: Call): Maker {
  const maker = makerOf(api, params['host']);
  if (maker) return maker;
  throw new NotFoundError('There is no such host of which an app can be made.');
}

/** By a session alone: what comes back is bound to it. */
function sessionOf({ exchange, access }: Call): {
  readonly userId: number;
  readonly token: string;
} {
  const token = sessionToken(exchange.headers['cookie']);
  const { principal } = access;
  if (principal.kind === 'user' && principal.via === 'session' && token !== undefined)
    return { userId: principal.userId, token };
  throw insufficient('token', 'admin');
}

/** A page that says what is asked for, with the button that goes to the host. */
async function begin(call: Call, tries: Tries): Promise<HttpResponse> {
  const { api, exchange, query } = call;
  const maker = wantedMaker(call);
  const { userId, token } = sessionOf(call);
  const publicUrl = api.publicUrl();
  if (!maySignIn(publicUrl))
    throw conflict(
      'conflict',
      `publicUrl is ${publicUrl}: what comes back would be read on the way.`,
      {
        wayOut: 'Set publicUrl to an address that begins with https://.',
      },
    );
  const browser = signInBrowser(exchange.headers['cookie']) ?? secret();
  const { state } = await tries.begin({
    ...{ browser, host: maker.id, purpose: 'app', userId },
    ...{ sessionHash: api.secrets.hash(token), returnTo: SYSTEM },
  });
  const organization = query.get('organization')?.trim() || null;
  const form = await maker.appForm({
    ...{ publicUrl, state, organization, name: `Turnpike ${new URL(publicUrl).host}` },
    ...{ hookUrl: hookUrl(api, maker.id), callbackUrl: redirectUri(publicUrl, maker.id) },
    returnUrl: `${publicUrl}/auth/${encodeURIComponent(maker.id)}/app/callback`,
  });
  const cookie = signInCookie(browser, {
    ...{ publicUrl, secure: exchange.secure, maxAgeSeconds: TRY_SECONDS },
  });
  return appPage(form, { host: maker.id, title: maker.describe, publicUrl, organization, cookie });
}

async function finish(call: Call, tries: Tries): Promise<HttpResponse> {
  const { api, exchange, query } = call;
  const maker = wantedMaker(call);
  const { userId, token } = sessionOf(call);
  const browser = signInBrowser(exchange.headers['cookie']) ?? '';
  const taken = await tries.take({ state: query.get('state') ?? '', browser, host: maker.id });
  const isOurs =
    !('problem' in taken) &&
    taken.purpose === 'app' &&
    taken.userId === userId &&
    taken.sessionHash === api.secrets.hash(token);
  if (!isOurs)
    throw conflict('conflict', 'This was not begun here, was used, or is too old.', {
      wayOut: 'Begin again from the system page.',
    });
  const made = await maker.takeApp(query.get('code') ?? '');
  await keep(api, maker.id, made);
  await exchange.audit({
    action: 'host.make_app',
    target: `host/${maker.id}`,
    after: { app: made.slug, id: made.id },
  });
  return { status: 303, headers: { location: `${api.publicUrl()}${SYSTEM}` } };
}

async function keep(api: Api, host: string, made: MadeApp): Promise<void> {
  const { id: appId, slug, url, clientId, clientSecret, webhookSecret, privateKey } = made;
  const sealedSecrets = api.secrets.seal(
    JSON.stringify({ privateKey, clientSecret, webhookSecret }),
  );
  await api.store.hostApps.set({ host, appId, slug, url, clientId, sealedSecrets });
}

async function forget({ api, params, exchange }: Call): Promise<HttpResponse> {
  const host = params['host'] ?? '';
  const known = await api.store.hostApps.get(host);
  if (!known || !(await api.store.hostApps.remove(host)))
    throw new NotFoundError('No app was made for this host from here.');
  await exchange.audit({ target: `host/${host}`, before: { app: known.slug }, after: null });
  return { status: 204 };
}
