/** One's own accounts at hosts: linked by signing in there, unlinked while another way in is left. */
import { NotFoundError, z, type HttpResponse, type Identity, type Route } from '@turnpike/sdk';
import { sessionToken, SIGN_IN_PROBLEMS } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, insufficient, notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { time, wholeTime } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';
import { idOf } from '../resources/find.js';
import { me } from '../resources/users.js';
import { SignInError } from './problems.js';
import { returnPath } from './return-path.js';
import { sendToHost } from './send.js';
import type { Tries } from './tries.js';
import { byHost, byPassword } from './ways-in.js';

const LINKS_PER_MINUTE = 30;
const input = z.object({
  host: z.string().min(1).max(100),
  return_to: z.string().max(2000).optional(),
});

export function identityRoutes(api: Api, tries: Tries): Route[] {
  return [
    endpoint(api, 'GET /v3/user/identities', async (call) => {
      const rows = await api.store.identities.ofUser((await me(call)).id);
      return collection(
        call,
        'identities',
        rows.map((row) => renderIdentity(api, row)),
      );
    }),
    endpoint(api, 'POST /v3/user/identities', (call) => beginLink(call, tries), {
      audit: 'identity.begin',
      ratePerMinute: LINKS_PER_MINUTE,
    }),
    endpoint(api, 'DELETE /v3/user/identity/:id', unlink, { audit: 'identity.unlink' }),
  ];
}

function renderIdentity(api: Api, identity: Identity): Wire {
  const method = api.logins.find(({ id }) => id === identity.host);
  return {
    ...head('identity', undefined, 'standard'),
    id: identity.id,
    host: identity.host,
    host_title: method?.title ?? identity.host,
    can_log_in: method?.authorize !== undefined,
    login: identity.login,
    name: identity.name,
    scopes: identity.scopes,
    linked_at: wholeTime(identity.createdAt),
    synced_at: time(identity.syncedAt),
    expires_at: time(identity.expiresAt),
    revoked_at: time(identity.revokedAt),
  };
}

/** By a session only: a token that leaked gives nobody a way in that outlives it. */
async function beginLink(call: Call, tries: Tries): Promise<HttpResponse> {
  const { api, exchange, access } = call;
  const user = await me(call);
  const { principal } = access;
  const token = sessionToken(exchange.headers['cookie']);
  if (principal.kind !== 'user' || principal.via !== 'session' || token === undefined)
    throw insufficient('token', 'admin');
  const { host, return_to } = readFields(input, await exchange.json(), 'identity');
  const method = api.logins.find(({ id, authorize }) => id === host && authorize);
  if (!method) throw new NotFoundError('There is no such host to sign in at.');
  const sent = await toldOf(method.title, () =>
    sendToHost(api, tries, exchange, method, {
      purpose: 'link',
      userId: user.id,
      sessionHash: api.secrets.hash(token),
      returnTo: returnPath(return_to ?? '/-/account'),
    }),
  );
  await exchange.audit({ target: `user/${user.login}`, after: { host } });
  const answer = single({ '@type': 'sign_in', url: sent.url });
  return { ...answer, headers: { 'set-cookie': sent.cookie } };
}

/** Here it is a call of the API that is answered, not a browser that comes by. */
async function toldOf<T>(title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    const words = SIGN_IN_PROBLEMS[error.problem].text.replaceAll('HOST', title);
    throw conflict('sign_in', words, { problem: error.problem });
  }
}

async function unlink(call: Call): Promise<HttpResponse> {
  const { api, exchange } = call;
  const user = await me(call);
  const id = idOf(call.params['id']);
  const done = await api.store.exclusively(`identities.${user.id}`, async () => {
    const all = await api.store.identities.ofUser(user.id);
    const identity = all.find((one) => one.id === id);
    if (!identity) throw notFound('identity');
    const others = all.filter((one) => one.id !== id);
    if (!byHost(api, others) && !(await byPassword(api, user.id)).has) throw lastWay();
    await api.store.identities.unlink(user.id, id);
    return identity;
  });
  if (!done)
    throw conflict('conflict', 'Another identity is being unlinked.', { wayOut: 'Try again.' });
  const { host, login } = done;
  await exchange.audit({ target: `user/${user.login}`, before: { host, login }, after: null });
  return { status: 204 };
}

function lastWay() {
  return conflict('last_way_in', 'This is the only way in which you can log in.', {
    wayOut:
      'Link another host, or set a password first: turnpike user reset-password makes a link.',
  });
}
