/** Who may do what with a repository. */
import { ACCESS_LEVELS, z, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import { findRepository } from './find.js';

const permissionInput = z.object({ level: z.enum(ACCESS_LEVELS).nullable() });

export function permissionRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/permissions', async (call) => {
      const { id } = await findRepository(call, 'admin');
      const members = await api.store.users.members(id);
      const entries = members.map(({ user, level }) => ({
        '@type': 'permission',
        user: renderUser(user, false),
        level,
      }));
      return collection(call, 'permissions', entries);
    }),
    endpoint(api, 'PUT /v3/repo/:repo/permission/:login', setPermission, {
      audit: 'permission.set',
    }),
  ];
}

async function setPermission(call: Call) {
  const { users } = call.api.store;
  const repository = await findRepository(call, 'admin');
  const user = await users.byLogin(call.params['login'] ?? '');
  if (!user) throw notFound('user');
  const { level } = readFields(permissionInput, await call.exchange.json(), 'permission');
  const before = (await users.permission(user.id, repository.id)) ?? null;
  await users.setPermission(user.id, repository.id, level);
  await call.exchange.audit({
    target: `repo/${repository.slug}/permission/${user.login}`,
    repositoryId: repository.id,
    before: { level: before },
    after: { level },
  });
  return single({ '@type': 'permission', user: renderUser(user, false), level });
}
