import { z, type EnvVar, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, notFound, unprocessable } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderEnvVar } from '../render/small.js';
import { findRepository, idOf } from './find.js';

const name = z.string().regex(/^[A-Za-z_]\w{0,199}$/, 'is not a name that a shell allows');
const create = z.object({
  name,
  value: z.string().max(100_000),
  public: flagField.default(false),
  branch: z.string().max(255).nullable().default(null),
});
const update = z.object({
  name: name.optional(),
  value: z.string().max(100_000).optional(),
  public: flagField.optional(),
  branch: z.string().max(255).nullable().optional(),
});

export function envVarRoutes(api: Api): Route[] {
  const { repositories } = api.store;
  return [
    endpoint(api, 'GET /v3/repo/:repo/env_vars', 'user', async (call) => {
      const { id } = await findRepository(call, 'write');
      return collection(call, 'env_vars', (await repositories.envVars(id)).map(renderEnvVar));
    }),
    endpoint(api, 'POST /v3/repo/:repo/env_vars', 'user', async (call) => {
      const { id } = await findRepository(call, 'write');
      const wanted = readFields(create, await call.exchange.json(), 'env_var');
      const branch = wanted.branch || null;
      const existing = await repositories.envVars(id);
      const same = existing.some((one) => one.name === wanted.name && one.branch === branch);
      if (same) throw conflict('duplicate_resource', `There is a variable ${wanted.name} already.`);
      const value = stored(api, wanted.value, wanted.public);
      const row = { repositoryId: id, name: wanted.name, value, public: wanted.public, branch };
      return single(renderEnvVar(await repositories.putEnvVar(row)), 201);
    }),
    endpoint(api, 'GET /v3/repo/:repo/env_var/:id', 'user', async (call) =>
      single(renderEnvVar(await findEnvVar(call))),
    ),
    endpoint(api, 'PATCH /v3/repo/:repo/env_var/:id', 'user', async (call) => {
      const before = await findEnvVar(call);
      const wanted = readFields(update, await call.exchange.json(), 'env_var');
      return single(renderEnvVar(await repositories.putEnvVar(changed(api, before, wanted))));
    }),
    endpoint(api, 'DELETE /v3/repo/:repo/env_var/:id', 'user', async (call) => {
      const { repositoryId, id } = await findEnvVar(call);
      await repositories.deleteEnvVar(repositoryId, id);
      return { status: 204 };
    }),
  ];
}

async function findEnvVar(call: Call): Promise<EnvVar> {
  const repository = await findRepository(call, 'write');
  const id = idOf(call.params['id']);
  const rows = await call.api.store.repositories.envVars(repository.id);
  const variable = rows.find((row) => row.id === id);
  if (!variable) throw notFound('env_var');
  return variable;
}

/**
 * What was secret stays secret: making it public takes its value anew, or whoever may write could read
 * a secret that another set.
 */
function changed(api: Api, before: EnvVar, wanted: z.infer<typeof update>): EnvVar {
  const isPublic = wanted.public ?? before.public;
  const value = wanted.value ?? keptValue(before, isPublic);
  return {
    ...before,
    name: wanted.name ?? before.name,
    branch: wanted.branch === undefined ? before.branch : wanted.branch || null,
    public: isPublic,
    value: value === undefined ? before.value : stored(api, value, isPublic),
  };
}

/** undefined: the stored form stays. */
function keptValue(before: EnvVar, isPublic: boolean): string | undefined {
  if (before.public === isPublic) return undefined;
  if (before.public) return before.value;
  throw unprocessable('To make it public, give its value.', 'value');
}

function stored(api: Api, value: string, isPublic: boolean): string {
  return isPublic ? value : api.secrets.seal(value);
}
