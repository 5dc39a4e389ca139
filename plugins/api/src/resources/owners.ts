import type { Owner, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { time } from '../envelope/times.js';
import { administers } from './find-owner.js';
import { mayKnowOwner } from '../may-know-owner.js';
import { collection, single } from '../render/collection.js';
import { renderOwner } from '../render/people.js';
import type { Wire } from '../render/render.js';

export function ownerRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/owner/:login', async (call) => {
      const host = call.query.get('host') ?? undefined;
      const owner = await api.store.owners.byLogin(call.params['login'] ?? '', host);
      if (!owner || !(await mayKnowOwner(owner, call.access, api.store))) throw notFound('owner');
      const rendered = renderOwner(call.load, owner, 'standard');
      const permissions = { read: true, sync: false, admin: await administers(call, owner) };
      return single({ ...rendered, '@permissions': permissions });
    }),
    endpoint(api, 'GET /v3/owners', async (call) => {
      const owners = await api.store.owners.list();
      return collection(
        call,
        'owners',
        owners.map((owner) => renderWhole(call, owner)),
      );
    }),
    ...(['suspend', 'reactivate'] as const).map((change) =>
      endpoint(api, `POST /v3/owner/:login/${change}`, (call) => changeOwner(call, change), {
        audit: `owner.${change}`,
      }),
    ),
  ];
}

async function changeOwner(call: Call, change: 'suspend' | 'reactivate') {
  const { store } = call.api;
  const { owners } = store;
  const host = call.query.get('host') ?? undefined;
  const owner = await owners.byLogin(call.params['login'] ?? '', host);
  if (!owner) throw notFound('owner');
  const suspendedAt = change === 'suspend' ? (owner.suspendedAt ?? (await store.now())) : null;
  const changed = (await owners.update(owner.id, { suspendedAt })) ?? owner;
  // What was decided about its jobs meanwhile is decided anew.
  await owners.touch(owner.id);
  await call.exchange.audit({
    target: `owner/${owner.login}`,
    before: { suspended: owner.suspendedAt !== null },
    after: { suspended: suspendedAt !== null },
  });
  return single(renderWhole(call, changed));
}

function renderWhole({ load }: Call, owner: Owner): Wire {
  const { host, suspendedAt } = owner;
  return { ...renderOwner(load, owner, 'standard'), host, suspended_at: time(suspendedAt) };
}
