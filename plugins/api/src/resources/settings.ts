import { DEFAULT_REPOSITORY_SETTINGS, z, type RepositorySettings, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound, wrongParams } from '../envelope/failures.js';
import { fieldsOf, flagField, numberField } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderSetting } from '../render/small.js';
import { findRepository } from './find.js';

const NAMES = Object.keys(DEFAULT_REPOSITORY_SETTINGS) as (keyof RepositorySettings)[];

export function settingRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/settings', 'all', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      const entries = NAMES.map((name) => renderSetting(repository, name, admin));
      return collection(call, 'settings', entries);
    }),
    endpoint(api, 'GET /v3/repo/:repo/setting/:name', 'all', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      return single(renderSetting(repository, settingName(call.params['name']), admin));
    }),
    endpoint(api, 'PATCH /v3/repo/:repo/setting/:name', 'user', async (call) => {
      const { id, ownerId } = await findRepository(call, 'admin');
      const name = settingName(call.params['name']);
      const { value } = fieldsOf(await call.exchange.json(), 'setting');
      const settings = { [name]: checked(name, value) };
      const changed = await api.store.transaction(async (tx) => {
        const row = await tx.repositories.update(id, { settings });
        // Limits are settings: what waits may go now.
        await tx.owners.touch(ownerId);
        tx.emit('repository:changed', { repositoryId: id });
        return row;
      });
      if (!changed) throw notFound('repository');
      return single(renderSetting(changed, name, true));
    }),
  ];
}

function settingName(text: string | undefined): keyof RepositorySettings {
  const name = NAMES.find((known) => known === text);
  if (!name) throw notFound('setting');
  return name;
}

/** As the default is: a flag, a number from 0, or minutes that may be null. Throws InputError. */
function checked(name: keyof RepositorySettings, value: unknown) {
  const fallback = DEFAULT_REPOSITORY_SETTINGS[name];
  const number = numberField.pipe(z.number().int().min(0).max(1_000_000));
  const schema =
    typeof fallback === 'boolean' ? flagField : fallback === null ? number.nullable() : number;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongParams(`${name} cannot be ${JSON.stringify(value)}.`, name);
  return parsed.data;
}
