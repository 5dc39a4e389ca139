import { z, type EnvVar, type JsonObject, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, notFound, unprocessable } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderEnvVar } from '../render/small.js';
import { findRepository, idOf } from './find.js';

const name = z.string().regex(/^[A-Za-z_]\w{0,199}$/, 'is not a name that a shell allows');
/** A variable holds 128 KiB on Linux, its name, `=` and the end included; all of them share what a program may be given. */
const MOST_BYTES = 131_071;
const MOST_BYTES_TOGETHER = 1_048_576;
const value = z
  .string()
  .refine(
    (text) => !text.includes('\0'),
    'has the character NUL in it, which no variable can hold',
  );
const form = z.enum(['text', 'shell']);
const create = z.object({
  name,
  value,
  form: form.default('text'),
  public: flagField.default(false),
  branch: z.string().max(255).nullable().default(null),
});
const update = z.object({
  name: name.optional(),
  value: value.optional(),
  form: form.optional(),
  public: flagField.optional(),
  branch: z.string().max(255).nullable().optional(),
});

export function envVarRoutes(api: Api): Route[] {
  const { repositories } = api.store;
  return [
    endpoint(api, 'GET /v3/repo/:repo/env_vars', async (call) => {
      const { id } = await findRepository(call, 'write');
      return collection(call, 'env_vars', (await repositories.envVars(id)).map(renderEnvVar));
    }),
    endpoint(
      api,
      'POST /v3/repo/:repo/env_vars',
      async (call) => {
        const { id } = await findRepository(call, 'write');
        const wanted = readFields(create, await call.exchange.json(), 'env_var');
        const branch = wanted.branch || null;
        const existing = await repositories.envVars(id);
        const same = existing.some((one) => one.name === wanted.name && one.branch === branch);
        if (same)
          throw conflict('duplicate_resource', `There is a variable ${wanted.name} already.`);
        const value = stored(api, wanted.value, wanted.public);
        const { name, form, public: shown } = wanted;
        const row = { repositoryId: id, name, value, public: shown, branch, form };
        checkSize(api, row, existing);
        const made = await repositories.putEnvVar(row);
        await call.exchange.audit({
          repositoryId: id,
          target: targetOf(made),
          after: auditForm(made),
        });
        return single(renderEnvVar(made), 201);
      },
      { audit: 'env_var.create' },
    ),
    endpoint(api, 'GET /v3/repo/:repo/env_var/:id', async (call) =>
      single(renderEnvVar(await findEnvVar(call))),
    ),
    endpoint(
      api,
      'PATCH /v3/repo/:repo/env_var/:id',
      async (call) => {
        const before = await findEnvVar(call);
        const wanted = readFields(update, await call.exchange.json(), 'env_var');
        const after = changed(api, before, wanted);
        const others = await repositories.envVars(before.repositoryId);
        const rest = others.filter(({ id }) => id !== before.id);
        checkSize(api, after, rest);
        const kept = await repositories.putEnvVar(after);
        await call.exchange.audit({
          repositoryId: before.repositoryId,
          target: targetOf(kept),
          before: auditForm(before),
          after: { ...auditForm(kept), new_value: wanted.value !== undefined },
        });
        return single(renderEnvVar(kept));
      },
      { audit: 'env_var.update' },
    ),
    endpoint(
      api,
      'DELETE /v3/repo/:repo/env_var/:id',
      async (call) => {
        const variable = await findEnvVar(call);
        const { repositoryId, id } = variable;
        await repositories.deleteEnvVar(repositoryId, id);
        await call.exchange.audit({
          repositoryId,
          target: targetOf(variable),
          before: auditForm(variable),
        });
        return { status: 204 };
      },
      { audit: 'env_var.remove' },
    ),
  ];
}

type Variable = Pick<EnvVar, 'name' | 'value' | 'public'>;

/** What no program could be given is refused before it breaks every job. */
function checkSize(api: Api, variable: Variable, others: readonly Variable[]): void {
  const { name } = variable;
  const bytes = bytesOf(api, variable);
  if (bytes > MOST_BYTES)
    throw unprocessable(
      `${name} would take ${bytes} bytes with its name; Linux gives a program at most ${MOST_BYTES} in one variable. Keep long data in a file of the repository, encrypted where it is secret.`,
      'value',
    );
  const together = others.reduce((sum, other) => sum + bytesOf(api, other), bytes);
  if (together > MOST_BYTES_TOGETHER)
    throw unprocessable(
      `With ${name} the variables of this repository would take ${together} bytes with their names, more than the ${MOST_BYTES_TOGETHER} that programs can be given beside all else.`,
      'value',
    );
}

/** As a program is given it: `NAME=value`. */
function bytesOf(api: Api, { name, value, public: shown }: Variable): number {
  return Buffer.byteLength(`${name}=${shown ? value : opened(api, value)}`);
}

/** What another key sealed reaches no job: it counts as it is stored. */
function opened(api: Api, sealed: string): string {
  try {
    return api.secrets.open(sealed);
  } catch {
    return sealed;
  }
}

function targetOf({ repositoryId, name: variable }: EnvVar): string {
  return `repo/${repositoryId}/env_var/${variable}`;
}

/** For the audit log: values stand nowhere in it, public or not. */
function auditForm({ name: variable, public: isPublic, branch }: EnvVar): JsonObject {
  return { name: variable, public: isPublic, branch };
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
  // A new value is text unless it says otherwise, whatever the one before it was.
  const form = wanted.form ?? (wanted.value === undefined ? before.form : 'text');
  return {
    ...before,
    name: wanted.name ?? before.name,
    branch: wanted.branch === undefined ? before.branch : wanted.branch || null,
    public: isPublic,
    form,
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
