import { z, type Repository, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { fieldsOf, flagField, readFields } from '../envelope/fields.js';
import { keepReadable } from '../keep-readable.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { idOf } from '../resources/find.js';
import { me } from '../resources/users.js';
import type { AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';
import { userV2 } from './render-v2.js';

/** The rights on each are asked for. */
const ALL = { limit: 250 } as const;
const hook = z.object({ id: z.union([z.number(), z.string()]).optional(), active: flagField });

export function peopleRoutes(api: Api, ask: AskV3): Route[] {
  const change = async (call: Call) => {
    const body = fieldsOf(await call.exchange.json(), 'hook');
    const wanted = readFields(hook, unwrapped(body), 'hook');
    const repo = String(call.params['id'] ?? wanted.id ?? '');
    const verb = wanted.active ? 'activate' : 'deactivate';
    await ask(call.exchange, `POST /v3/repo/:repo/${verb}`, { params: { repo }, body: {} });
    await call.exchange.audit({ action: `repository.${verb}`, target: `repo/${repo}` });
    return single({ result: true });
  };
  const audit = { audit: 'repository.activate' } as const;
  return [
    endpointV2(api, 'GET /v2/users', async (call) => single({ user: userV2(await me(call)) })),
    endpointV2(api, 'GET /v2/users/permissions', permissions),
    endpointV2(api, 'GET /v2/users/:id', async (call) => {
      const user = await me(call);
      if (idOf(call.params['id']) !== user.id) throw notFound('user');
      return single({ user: userV2(user) });
    }),
    endpointV2(api, 'GET /v2/accounts', accounts),
    endpointV2(api, 'GET /v2/hooks', async (call) => {
      const rows = await readable(call, call.query.get('owner_name') ?? undefined);
      return single({ hooks: await Promise.all(rows.map((row) => drawHook(call, row))) });
    }),
    endpointV2(api, 'PUT /v2/hooks', change, audit),
    endpointV2(api, 'PUT /v2/hooks/:id', change, audit),
  ];
}

/** Of a form: `hook[id]=7&hook[active]=true`. */
function unwrapped(body: Readonly<Record<string, unknown>>): Wire {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [/^hook\[(\w+)\]$/.exec(name)?.[1] ?? name, value]),
  );
}

async function readable(call: Call, ownerLogin?: string): Promise<readonly Repository[]> {
  const { readableBy } = call.access;
  const filter = {
    ...(ownerLogin === undefined ? {} : { ownerLogin }),
    ...(readableBy === undefined ? {} : { readableBy }),
  };
  const { rows } = await call.api.store.repositories.list(filter, ALL);
  return keepReadable(call.access, rows);
}

async function permissions(call: Call) {
  const ids: Record<'permissions' | 'admin' | 'pull' | 'push', number[]> = {
    permissions: [],
    admin: [],
    pull: [],
    push: [],
  };
  for (const repository of await readable(call)) {
    const { admin, write } = await call.access.rights(repository);
    ids.permissions.push(repository.id);
    ids.pull.push(repository.id);
    if (write) ids.push.push(repository.id);
    if (admin) ids.admin.push(repository.id);
  }
  return single(ids);
}

async function accounts(call: Call) {
  const counts = new Map<number, number>();
  for (const { ownerId } of await readable(call))
    counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  const drawn = [...counts].map(async ([id, repos]) => {
    const owner = await call.load.owner(id);
    return owner && { ...NO_PLAN, ...accountOf(owner), repos_count: repos };
  });
  return single({ accounts: (await Promise.all(drawn)).filter((one) => one !== undefined) });
}

/** Nobody pays here: all may build. */
const NO_PLAN = { subscribed: true, education: false, avatar_url: null } as const;

function accountOf({
  id,
  name,
  login,
  type,
}: NonNullable<Awaited<ReturnType<Call['load']['owner']>>>) {
  return { id, name, login, type };
}

async function drawHook(call: Call, repository: Repository): Promise<Wire> {
  const { admin } = await call.access.rights(repository);
  const { id, name, ownerLogin, description, active } = repository;
  return {
    id,
    name,
    owner_name: ownerLogin,
    description,
    active,
    private: repository.private,
    admin,
  };
}
