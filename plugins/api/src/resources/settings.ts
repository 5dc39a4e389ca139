import {
  DEFAULT_REPOSITORY_SETTINGS,
  z,
  type Limits,
  type RepositorySettings,
  type Route,
} from '@turnpike/sdk';
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
    endpoint(api, 'GET /v3/repo/:repo/settings', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      const entries = NAMES.map((name) => renderSetting(repository, name, admin));
      return collection(call, 'settings', entries);
    }),
    endpoint(api, 'GET /v3/repo/:repo/setting/:name', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      return single(renderSetting(repository, settingName(call.params['name']), admin));
    }),
    endpoint(
      api,
      'PATCH /v3/repo/:repo/setting/:name',
      async (call) => {
        const { id, ownerId, settings: before } = await findRepository(call, 'admin');
        const name = settingName(call.params['name']);
        const { value } = fieldsOf(await call.exchange.json(), 'setting');
        const settings = { [name]: checked(name, value, api.limits) };
        const changed = await api.store.transaction(async (tx) => {
          const row = await tx.repositories.update(id, { settings });
          // Limits are settings: what waits may go now.
          await tx.owners.touch(ownerId);
          tx.emit('repository:changed', { repositoryId: id });
          return row;
        });
        if (!changed) throw notFound('repository');
        await call.exchange.audit({
          repositoryId: id,
          before: { [name]: before[name] },
          after: { [name]: changed.settings[name] },
        });
        return single(renderSetting(changed, name, true));
      },
      { audit: 'setting.change' },
    ),
  ];
}

function settingName(text: string | undefined): keyof RepositorySettings {
  const name = NAMES.find((known) => known === text);
  if (!name) throw notFound('setting');
  return name;
}

/** As the default is: a flag, a number from 0, or minutes that may be null. Throws InputError. */
function checked(name: keyof RepositorySettings, value: unknown, limits: Limits) {
  const fallback = DEFAULT_REPOSITORY_SETTINGS[name];
  const most = mostOf(limits)[name];
  const number = numberField.pipe(z.number().int().min(0).max(1_000_000));
  const schema =
    typeof fallback === 'boolean' ? flagField : fallback === null ? number.nullable() : number;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongParams(`${name} cannot be ${JSON.stringify(value)}.`, name);
  if (most && Number(parsed.data) > most.value)
    throw wrongParams(`${name} cannot be more than ${most.value} here (${most.key}).`, name);
  return parsed.data;
}

/** What the operator lets a repository set at most, and by which key. */
function mostOf({
  jobSeconds,
  apiBuildsPerHour,
}: Limits): Partial<
  Record<keyof RepositorySettings, { readonly value: number; readonly key: string }>
> {
  const minutes = { value: Math.floor(jobSeconds / 60), key: 'limits.jobSeconds' };
  return {
    timeout_hard_limit: minutes,
    timeout_log_silence: minutes,
    api_builds_rate_limit: { value: apiBuildsPerHour, key: 'limits.apiBuildsPerHour' },
  };
}
