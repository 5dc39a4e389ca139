import {
  DEFAULT_REPOSITORY_SETTINGS,
  z,
  type Limits,
  type Repository,
  type RepositorySettings,
  type Route,
} from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound, wrongParams } from '../envelope/failures.js';
import { fieldsOf, flagField, numberField } from '../envelope/fields.js';
import { checkedValue, pluginSettings, valueOf, type PluginSetting } from '../plugin-settings.js';
import { collection, single } from '../render/collection.js';
import { renderPluginSetting, renderSetting } from '../render/small.js';
import { hrefs } from '../envelope/hrefs.js';
import { findRepository } from './find.js';

const NAMES = Object.keys(DEFAULT_REPOSITORY_SETTINGS) as (keyof RepositorySettings)[];

/** One of the platform's own, or one that a plugin declares. */
type Known = { readonly own: keyof RepositorySettings } | { readonly declared: PluginSetting };

export function settingRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/settings', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      const own = NAMES.map((name) => renderSetting(repository, name, admin));
      const declared = pluginSettings(api.installed).map((one) =>
        renderDeclared(repository, one, admin),
      );
      return collection(call, 'settings', [...own, ...declared]);
    }),
    endpoint(api, 'GET /v3/repo/:repo/setting/:name', async (call) => {
      const repository = await findRepository(call, 'read');
      const { admin } = await call.access.rights(repository);
      return single(rendered(repository, knownSetting(api, call.params['name']), admin));
    }),
    endpoint(api, 'PATCH /v3/repo/:repo/setting/:name', change, { audit: 'setting.change' }),
  ];
}

async function change(call: Call) {
  const { api } = call;
  const repository = await findRepository(call, 'admin');
  const known = knownSetting(api, call.params['name']);
  const { value } = fieldsOf(await call.exchange.json(), 'setting');
  const patch = patchOf(known, value, api.limits);
  const changed = await api.store.transaction(async (tx) => {
    const row = await tx.repositories.update(repository.id, patch);
    // Limits are settings: what waits may go now.
    await tx.owners.touch(repository.ownerId);
    tx.emit('repository:changed', { repositoryId: repository.id });
    return row;
  });
  if (!changed) throw notFound('repository');
  await call.exchange.audit({
    repositoryId: repository.id,
    before: storedValue(repository, known),
    after: storedValue(changed, known),
  });
  return single(rendered(changed, known, true));
}

function patchOf(known: Known, value: unknown, limits: Limits) {
  return 'own' in known
    ? { settings: { [known.own]: checked(known.own, value, limits) } }
    : { pluginSettings: { [known.declared.name]: checkedValue(known.declared, value) } };
}

function storedValue(repository: Repository, known: Known) {
  return 'own' in known
    ? { [known.own]: repository.settings[known.own] }
    : { [known.declared.name]: valueOf(known.declared, repository.pluginSettings) };
}

function rendered(repository: Repository, known: Known, admin: boolean) {
  return 'own' in known
    ? renderSetting(repository, known.own, admin)
    : renderDeclared(repository, known.declared, admin);
}

function renderDeclared(repository: Repository, setting: PluginSetting, writable: boolean) {
  const { id, pluginSettings: stored } = repository;
  return renderPluginSetting(setting, { href: hrefs.setting(id, setting.name), stored, writable });
}

function knownSetting({ installed }: Api, text: string | undefined): Known {
  const own = NAMES.find((name) => name === text);
  if (own) return { own };
  const declared = pluginSettings(installed).find(({ name }) => name === text);
  if (declared) return { declared };
  throw notFound('setting');
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
