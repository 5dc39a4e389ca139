/** What people prefer: of their account, and of single repositories. */
import { z, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { EMAIL, PREFERENCES, STARRED } from '../preferences.js';
import { collection, single } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';
import { findRepository } from './find.js';
import { me } from './users.js';

export function preferenceRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/preferences', async (call) => {
      const set = await call.load.preferences((await me(call)).id);
      const entries = Object.keys(PREFERENCES).map((name) => renderPreference(name, set));
      return collection(call, 'preferences', entries);
    }),
    endpoint(api, 'GET /v3/preference/:name', async (call) => {
      const { name } = known(call);
      return single(renderPreference(name, await call.load.preferences((await me(call)).id)));
    }),
    endpoint(api, 'PATCH /v3/preference/:name', setPreference, { audit: 'preference.change' }),
    mailRoute(api, 'POST', null),
    mailRoute(api, 'DELETE', false),
    starRoute(api, 'star', true),
    starRoute(api, 'unstar', null),
  ];
}

function known(call: Call) {
  const name = call.params['name'] ?? '';
  const preference = Object.hasOwn(PREFERENCES, name) ? PREFERENCES[name] : undefined;
  if (!preference) throw notFound('preference');
  return { name, ...preference };
}

async function setPreference(call: Call) {
  const { name, schema } = known(call);
  const { id: userId, login } = await me(call);
  const input = z.object({ value: schema });
  const { value } = readFields(input, await call.exchange.json(), 'preference');
  await call.api.store.preferences.set({ userId, repositoryId: null, name, value });
  await call.exchange.audit({ target: `user/${login}/preference/${name}`, after: { value } });
  return single(renderPreference(name, [{ name, repositoryId: null, value }]));
}

function mailRoute(api: Api, method: 'POST' | 'DELETE', value: false | null): Route {
  const address = `${method} /v3/repo/:repo/email_subscription`;
  const handle = async (call: Call) => {
    await setOfRepository(call, EMAIL, value);
    return { status: 204 };
  };
  const audit = `email_subscription.${method === 'POST' ? 'create' : 'remove'}`;
  return endpoint(api, address, handle, { audit });
}

/** Favourites are nobody else's business: no row in the log. */
function starRoute(api: Api, verb: 'star' | 'unstar', value: true | null): Route {
  const handle = async (call: Call) => {
    const repository = await setOfRepository(call, STARRED, value);
    return single(await call.render.draw.repository(call.render, repository, 'standard'));
  };
  return endpoint(api, `POST /v3/repo/:repo/${verb}`, handle, { audit: false });
}

async function setOfRepository(call: Call, name: string, value: boolean | null) {
  const { id: userId } = await me(call);
  const repository = await findRepository(call, 'read');
  const preference = { userId, repositoryId: repository.id, name };
  await call.api.store.preferences.set({ ...preference, value });
  return repository;
}

interface Set {
  readonly name: string;
  readonly repositoryId: number | null;
  readonly value: unknown;
}

function renderPreference(name: string, set: readonly Set[]): Wire {
  const own = set.find((one) => one.name === name && one.repositoryId === null);
  return {
    ...head('preference', `/v3/preference/${name}`, 'standard'),
    name,
    value: own?.value ?? PREFERENCES[name]?.normal,
  };
}
