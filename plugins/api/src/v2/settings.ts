import type { HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { wrongParams } from '../envelope/failures.js';
import { fieldsOf } from '../envelope/fields.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { wireOf, type AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';
import { findRepo, namedLike } from './find-v2.js';
import { showRepo } from './repos.js';

export function settingRoutes(api: Api, ask: AskV3): Route[] {
  const variables = variableRoutes(api, ask);
  return [
    endpointV2(api, 'GET /v2/repos/:repo/settings', async (call) => {
      const other = namedLike(call, 'settings');
      if (other) return showRepo(other);
      await findRepo(call, 'write');
      return single({ settings: await allSettings(call, ask) });
    }),
    endpointV2(
      api,
      'PATCH /v2/repos/:repo/settings',
      async (call) => {
        await findRepo(call, 'admin');
        const wanted = fieldsOf(await call.exchange.json(), 'settings');
        for (const [name, value] of Object.entries(wanted)) await set(call, ask, name, value);
        return single({ settings: await allSettings(call, ask) });
      },
      { audit: 'setting.change' },
    ),
    ...variables,
  ];
}

async function set(call: Call, ask: AskV3, name: string, value: unknown): Promise<void> {
  const params = { repo: call.params['repo'] ?? '', name };
  const address = 'PATCH /v3/repo/:repo/setting/:name';
  await ask(call.exchange, address, { params, body: { 'setting.value': value } });
}

async function allSettings(call: Call, ask: AskV3): Promise<Wire> {
  const params = { repo: call.params['repo'] ?? '' };
  const found = wireOf(await ask(call.exchange, 'GET /v3/repo/:repo/settings', { params }));
  const settings = found['settings'] as readonly { name: string; value: unknown }[];
  return Object.fromEntries(settings.map(({ name, value }) => [name, value]));
}

const VARIABLES = '/v3/repo/:repo/env_vars';
const VARIABLE = '/v3/repo/:repo/env_var/:id';

function variableRoutes(api: Api, ask: AskV3): Route[] {
  const one = (address: string) => async (call: Call) => {
    const found = await ask(call.exchange, address, {
      params: paramsOf(call),
      ...(await bodyOf(call)),
    });
    return single({ env_var: variable(call, wireOf(found)) });
  };
  return [
    endpointV2(api, 'GET /v2/settings/env_vars', async (call) => {
      const found = wireOf(
        await ask(call.exchange, `GET ${VARIABLES}`, { params: paramsOf(call) }),
      );
      const rows = found['env_vars'] as readonly Wire[];
      return single({ env_vars: rows.map((row) => variable(call, row)) });
    }),
    endpointV2(api, 'POST /v2/settings/env_vars', one(`POST ${VARIABLES}`), {
      audit: 'env_var.create',
    }),
    endpointV2(api, 'GET /v2/settings/env_vars/:id', one(`GET ${VARIABLE}`)),
    endpointV2(api, 'PATCH /v2/settings/env_vars/:id', one(`PATCH ${VARIABLE}`), {
      audit: 'env_var.update',
    }),
    endpointV2(
      api,
      'DELETE /v2/settings/env_vars/:id',
      async (call): Promise<HttpResponse> => {
        const params = paramsOf(call);
        const gone = wireOf(await ask(call.exchange, `GET ${VARIABLE}`, { params }));
        await ask(call.exchange, `DELETE ${VARIABLE}`, { params });
        return single({ env_var: variable(call, gone) });
      },
      { audit: 'env_var.remove' },
    ),
  ];
}

function paramsOf(call: Call): Readonly<Record<string, string>> {
  const repo = call.query.get('repository_id');
  if (repo === null) throw wrongParams('repository_id is missing.', 'repository_id');
  return { repo, id: call.params['id'] ?? '' };
}

/** Travis's clients write shell in a value: quotes and `$NAME` in it work. */
async function bodyOf(call: Call): Promise<{ readonly body?: unknown }> {
  if (call.exchange.method === 'GET') return {};
  const given = fieldsOf(await call.exchange.json(), 'env_var');
  const isValue = given['value'] !== undefined && given['form'] === undefined;
  return { body: { ...given, ...(isValue ? { form: 'shell' } : {}) } };
}

function variable(call: Call, row: Wire): Wire {
  const { id, name, public: isPublic, branch, value } = row;
  return {
    id,
    name,
    ...(isPublic === true ? { value } : {}),
    public: isPublic,
    branch,
    repository_id: Number(call.query.get('repository_id')),
  };
}
