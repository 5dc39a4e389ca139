/** Who may do what with a repository, and with all that an owner has. */
import {
  ACCESS_LEVELS,
  z,
  type AccessLevel,
  type Member,
  type Owner,
  type Repository,
  type Route,
  type User,
} from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';
import { findOwnedBy } from './find-owner.js';
import { findRepository } from './find.js';

export const permissionInput = z.object({ level: z.enum(ACCESS_LEVELS).nullable() });

export function permissionRoutes(api: Api): Route[] {
  const { users } = api.store;
  return [
    endpoint(api, 'GET /v3/repo/:repo/permissions', async (call) => {
      const { id } = await findRepository(call, 'admin');
      return collection(call, 'permissions', (await users.members(id)).map(renderMember));
    }),
    endpoint(api, 'PUT /v3/repo/:repo/permission/:login', onRepository, {
      audit: 'permission.set',
    }),
    endpoint(api, 'GET /v3/owner/:login/permissions', async (call) => {
      const { id } = await findOwnedBy(call);
      return collection(call, 'permissions', (await users.ownerMembers(id)).map(renderMember));
    }),
    endpoint(api, 'PUT /v3/owner/:login/permission/:user', onOwner, {
      audit: 'owner.set_permission',
    }),
  ];
}

async function onRepository(call: Call) {
  const { users } = call.api.store;
  const repository = await findRepository(call, 'admin');
  return change(call, {
    login: call.params['login'],
    target: `repo/${repository.slug}`,
    repository,
    members: () => users.members(repository.id),
    set: (user, level) => users.setPermission(user.id, repository.id, level),
  });
}

async function onOwner(call: Call) {
  const { users } = call.api.store;
  const owner: Owner = await findOwnedBy(call);
  return change(call, {
    login: call.params['user'],
    target: `owner/${owner.login}`,
    members: () => users.ownerMembers(owner.id),
    set: (user, level) => users.setOwnerPermission(user.id, owner.id, level),
  });
}

interface Change {
  readonly login: string | undefined;
  readonly target: string;
  readonly repository?: Repository;
  members(): Promise<readonly Member[]>;
  set(user: User, level: AccessLevel | null): Promise<void>;
}

async function change(call: Call, { login = '', target, repository, members, set }: Change) {
  const user = await call.api.store.users.byLogin(login);
  if (!user) throw notFound('user');
  const { level } = readFields(permissionInput, await call.exchange.json(), 'permission');
  const of = async () => (await members()).find((one) => one.user.id === user.id);
  const before = (await of())?.origins.find(({ source }) => source === 'direct')?.level ?? null;
  await set(user, level);
  await call.exchange.audit({
    target: `${target}/permission/${user.login}`,
    ...(repository ? { repositoryId: repository.id } : {}),
    before: { level: before },
    after: { level },
  });
  const now = await of();
  return single(
    now
      ? renderMember(now)
      : { '@type': 'permission', user: renderUser(user, false), level: null, origins: [] },
  );
}

const renderMember = ({ user, level, origins }: Member): Wire => ({
  '@type': 'permission',
  user: renderUser(user, false),
  level,
  origins: origins.map(({ source, via, level: of }) => ({ source, via, level: of })),
});
