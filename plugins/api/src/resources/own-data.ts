/** All that is kept of an account, for itself; and the end of the account. */
import { z, type Route, type User } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { insufficient, wrongParams } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { exactTime, time } from '../envelope/times.js';
import { single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import { renderSession, renderToken } from '../render/small.js';
import { withAnAdministratorLeft } from './user-admin.js';
import { me } from './users.js';

const PART = 200;
const removal = z.object({ login: z.string() });

export function ownDataRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/user/export', async (call) => {
      const headers = { 'content-disposition': 'attachment; filename="account.json"' };
      return { ...single(await everythingOf(call, await me(call))), headers };
    }),
    endpoint(api, 'DELETE /v3/user', deleteAccount, { audit: 'user.delete_own' }),
  ];
}

/** Without secrets: of tokens and sessions only hashes are kept, and those are of no use to anybody. */
async function everythingOf({ api, load, exchange }: Call, user: User) {
  const { store } = api;
  const { id, login } = user;
  return {
    '@type': 'account_export',
    account: { ...renderUser(user, true), created_at: time(user.createdAt) },
    identities: (await store.identities.ofUser(id)).map((one) => ({
      host: one.host,
      host_user_id: one.hostUserId,
      login: one.login,
      name: one.name,
    })),
    tokens: (await store.sessions.tokens(id)).map((token) => renderToken(token)),
    sessions: (await store.sessions.list(id)).map((session) => renderSession(session, false)),
    rights: await Promise.all(
      (await store.users.permissions(id)).map(async ({ repositoryId, level }) => ({
        repository: (await load.repository(repositoryId))?.slug ?? null,
        level,
      })),
    ),
    preferences: (await store.preferences.list(id)).map(({ name, value, repositoryId }) => ({
      name,
      value,
      repository_id: repositoryId,
    })),
    builds: await buildsOf(api, login, id, exchange.signal),
    log: await logOf(api, id, login, exchange.signal),
  };
}

async function buildsOf({ store }: Api, sender: string, readableBy: number, signal: AbortSignal) {
  const found: object[] = [];
  for (let offset = 0; !signal.aborted; offset += PART) {
    const page = { limit: PART, offset };
    const { rows } = await store.builds.list({ sender, readableBy }, page);
    for (const { id, number, repositoryId, state } of rows)
      found.push({ id, number, repository_id: repositoryId, state });
    if (rows.length < PART) break;
  }
  return found;
}

/** By id: another account may have had the login before. */
async function logOf({ store }: Api, userId: number, who: string, signal: AbortSignal) {
  const found: object[] = [];
  let before: number | undefined;
  while (!signal.aborted) {
    const part = { limit: PART, ...(before === undefined ? {} : { before }) };
    const rows = await store.audit.older({ who }, part);
    for (const row of rows)
      if (row.userId === userId)
        found.push({
          at: exactTime(row.at),
          action: row.action,
          target: row.target,
          address: row.address,
        });
    before = rows.at(-1)?.id;
    if (rows.length < PART) break;
  }
  return found;
}

/** A token that is limited does not end what it is limited for. */
function requireWholeToken({ access: { principal } }: Call): void {
  if (principal.kind === 'user' && !principal.scopes.includes('*'))
    throw insufficient('token', 'admin');
}

async function deleteAccount(call: Call) {
  const user = await me(call);
  requireWholeToken(call);
  const { login } = readFields(removal, await call.exchange.json(), 'account_removal');
  if (login.toLowerCase() !== user.login.toLowerCase())
    throw wrongParams(`login: "${login.slice(0, 40)}" is not your own.`, 'login');
  const { store } = call.api;
  const elsewhere = (await store.identities.ofUser(user.id)).map((one) => one.login);
  await withAnAdministratorLeft(call.api, user, () =>
    store.transaction((tx) => tx.users.forget(user.id, [user.login, ...elsewhere])),
  );
  await call.exchange.audit({ target: `user/${user.login}` });
  return { status: 204 };
}
