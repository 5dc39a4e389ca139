/** Settings of owners: all of them are declared by plugins. */
import type { Owner, Route } from '@turnpike/sdk';
import { insufficient } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { fieldsOf } from '../envelope/fields.js';
import { hrefs } from '../envelope/hrefs.js';
import { ownerRights } from '../owner-rights.js';
import { checkedValue, ownerSettings, valueOf, type PluginSetting } from '../plugin-settings.js';
import { collection, single } from '../render/collection.js';
import { renderPluginSetting } from '../render/small.js';

export function ownerSettingRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/owner/:login/settings', async (call) => {
      const found = await findOwner(call);
      const all = ownerSettings(api.installed);
      return collection(
        call,
        'settings',
        all.map((one) => rendered(found, one)),
      );
    }),
    endpoint(api, 'GET /v3/owner/:login/setting/:name', async (call) =>
      single(rendered(await findOwner(call), knownSetting(call))),
    ),
    endpoint(api, 'PATCH /v3/owner/:login/setting/:name', change, {
      audit: 'owner_setting.change',
    }),
  ];
}

interface Found {
  readonly owner: Owner;
  readonly write: boolean;
}

async function findOwner({ api, access, params, query }: Call): Promise<Found> {
  const host = query.get('host') ?? undefined;
  const owner = await api.store.owners.byLogin(params['login'] ?? '', host);
  const rights = owner && (await ownerRights(owner, access, api.store));
  if (!owner || rights?.read !== true) throw notFound('owner');
  return { owner, write: rights.write };
}

function knownSetting({ api, params }: Call): PluginSetting {
  const found = ownerSettings(api.installed).find(({ name }) => name === params['name']);
  if (!found) throw notFound('setting');
  return found;
}

function rendered({ owner, write: writable }: Found, setting: PluginSetting) {
  const href = hrefs.ownerSetting(owner.login, setting.name);
  return renderPluginSetting(setting, { href, stored: owner.ownerSettings, writable });
}

async function change(call: Call) {
  const { owner, write } = await findOwner(call);
  if (!write) throw insufficient('owner', 'admin');
  const setting = knownSetting(call);
  const { value } = fieldsOf(await call.exchange.json(), 'setting');
  const patch = { [setting.name]: checkedValue(setting, value) };
  const changed = await call.api.store.transaction(async (tx) => {
    const row = await tx.owners.update(owner.id, { ownerSettings: patch });
    // What a plugin has limited may go now.
    await tx.owners.touch(owner.id);
    return row;
  });
  if (!changed) throw notFound('owner');
  await call.exchange.audit({
    target: `owner/${owner.login}`,
    before: { [setting.name]: valueOf(setting, owner.ownerSettings) },
    after: { [setting.name]: valueOf(setting, changed.ownerSettings) },
  });
  return single(rendered({ owner: changed, write }, setting));
}
