/** Who may have builds started, in a repository and in all that an owner has. */
import {
  NotAllowedError,
  z,
  type Member,
  type Repository,
  type Route,
  type User,
} from '@turnpike/sdk';
import type { BuildPlace } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { flagField, numberField, readFields } from '../envelope/fields.js';
import { collection } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import { requireOwner } from './find-owner.js';
import { findRepository, idOf } from './find.js';

const input = z.object({
  user_ids: z.array(numberField.pipe(z.number().int().positive())).min(1).max(1000),
  permission: flagField,
});

export function buildPermissionRoutes(api: Api): Route[] {
  const { users } = api.store;
  return [
    endpoint(api, 'GET /v3/repo/:repo/build_permissions', async (call) => {
      const { id: repositoryId } = await findRepository(call, 'admin');
      return listed(call, { repositoryId }, await users.members(repositoryId));
    }),
    endpoint(
      api,
      'PATCH /v3/repo/:repo/build_permissions',
      async (call) => {
        const { id: repositoryId, slug } = await findRepository(call, 'admin');
        return change(call, { repositoryId }, { target: `repo/${slug}`, repositoryId });
      },
      { audit: 'permission.set_build' },
    ),
    endpoint(api, 'GET /v3/org/:id/build_permissions', async (call) => {
      const { id: ownerId } = await findOrg(call);
      return listed(call, { ownerId }, await users.ownerMembers(ownerId));
    }),
    endpoint(
      api,
      'PATCH /v3/org/:id/build_permissions',
      async (call) => {
        const { id: ownerId, login } = await findOrg(call);
        return change(call, { ownerId }, { target: `owner/${login}` });
      },
      { audit: 'owner.set_build_permission' },
    ),
  ];
}

const findOrg = async (call: Call) =>
  requireOwner(call, await call.load.owner(idOf(call.params['id'])));

async function listed(call: Call, place: BuildPlace, members: readonly Member[]) {
  const denied = await call.api.store.buildPermissions.denied(place);
  const isDenied = new Set(denied.map(({ id }) => id));
  const others = denied.filter(({ id }) => !members.some(({ user }) => user.id === id));
  const entry = (user: User, role: string | null) => ({
    '@type': 'build_permission',
    user: renderUser(user, false),
    permission: !isDenied.has(user.id),
    role,
  });
  return collection(call, 'build_permissions', [
    ...members.map(({ user, level }) => entry(user, level)),
    ...others.map((user) => entry(user, null)),
  ]);
}

async function change(
  call: Call,
  place: BuildPlace,
  note: { readonly target: string; readonly repositoryId?: number },
) {
  const { users, buildPermissions } = call.api.store;
  const body = await call.exchange.json();
  const { user_ids: ids, permission } = readFields(input, body, 'build_permission');
  const people = await Promise.all(ids.map((id) => users.get(id)));
  const known = people.flatMap((user) => user ?? []);
  if (known.length < ids.length) throw notFound('user');
  await buildPermissions.set(place, ids, permission);
  const logins = known.map(({ login }) => login);
  await call.exchange.audit({
    ...note,
    target: `${note.target}/build_permission`,
    after: { users: logins, permission },
  });
  return { status: 204 };
}

/** Throws NotAllowedError for who may not have builds started there. Our own processes may. */
export async function requireMayBuild(call: Call, repository: Repository): Promise<void> {
  const { principal } = call.access;
  if (principal.kind !== 'user') return;
  const place = { repositoryId: repository.id, ownerId: repository.ownerId };
  const who = { host: null, login: principal.login };
  const by = await call.api.store.buildPermissions.deniedBy(place, who);
  if (!by) return;
  const of = by === 'owner' ? `the owner ${repository.ownerLogin}` : repository.slug;
  throw new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `You may not have builds started: an administrator of ${of} took that from you.`,
    {
      envelope: { resource_type: 'repository', permission: 'create_request' },
      wayOut: `Ask an administrator of ${of}.`,
    },
  );
}
