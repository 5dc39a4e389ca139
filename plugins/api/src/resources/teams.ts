/** Teams of an owner: who is in them, and what they may do. */
import { ACCESS_LEVELS, z, type Route, type Team } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound, unprocessable } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderTeam, renderTeamBriefly } from '../render/team.js';
import { findOwnedBy, requireOwner } from './find-owner.js';
import { idOf } from './find.js';
import { permissionInput } from './permissions.js';

const teamInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1000).nullable().default(null),
  level: z.enum(ACCESS_LEVELS).nullable().default(null),
});
const teamChange = z.strictObject({
  name: teamInput.shape.name.optional(),
  description: z.string().max(1000).nullable().optional(),
  level: z.enum(ACCESS_LEVELS).nullable().optional(),
});

export function teamRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/owner/:login/teams', async (call) => {
      const owner = await findOwnedBy(call);
      const teams = await api.store.teams.ofOwner(owner.id);
      return collection(
        call,
        'teams',
        teams.map((team) => renderTeamBriefly(call.load, team, owner)),
      );
    }),
    endpoint(api, 'POST /v3/owner/:login/teams', createTeam, { audit: 'team.create' }),
    endpoint(api, 'GET /v3/team/:id', async (call) => shown(call, await findTeam(call))),
    endpoint(api, 'PATCH /v3/team/:id', changeTeam, { audit: 'team.change' }),
    endpoint(api, 'DELETE /v3/team/:id', deleteTeam, { audit: 'team.delete' }),
    endpoint(api, 'PUT /v3/team/:id/member/:login', addMember, { audit: 'team.add_member' }),
    endpoint(api, 'DELETE /v3/team/:id/member/:login', removeMember, {
      audit: 'team.remove_member',
    }),
    endpoint(api, 'PUT /v3/team/:id/repo/:repo', setPermission, { audit: 'team.set_permission' }),
  ];
}

async function findTeam(call: Call): Promise<Team> {
  const { store } = call.api;
  const team = await store.teams.get(idOf(call.params['id']));
  const owner = team && (await store.owners.get(team.ownerId));
  if (!team || !owner) throw notFound('team');
  // Where the owner may not be known its teams may not either.
  await requireOwner(call, owner);
  return team;
}

const shown = async (call: Call, team: Team, status = 200) =>
  single(await renderTeam(call, team), status);
const targetOf = ({ ownerId, name }: Team) => `owner/${ownerId}/team/${name}`;
const stateOf = ({ name, description, level }: Team) => ({ name, description, level });

async function createTeam(call: Call) {
  const owner = await findOwnedBy(call);
  const wanted = readFields(teamInput, await call.exchange.json(), 'team');
  const team = await call.api.store.teams.insert({ ...wanted, ownerId: owner.id });
  await call.exchange.audit({ target: targetOf(team), after: stateOf(team) });
  return shown(call, team, 201);
}

async function changeTeam(call: Call) {
  const before = await findTeam(call);
  const { name, description, level } = readFields(teamChange, await call.exchange.json(), 'team');
  const team = await call.api.store.teams.update(before.id, {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(level === undefined ? {} : { level }),
  });
  if (!team) throw notFound('team');
  await call.exchange.audit({
    target: targetOf(team),
    before: stateOf(before),
    after: stateOf(team),
  });
  return shown(call, team);
}

async function deleteTeam(call: Call) {
  const team = await findTeam(call);
  const members = await call.api.store.teams.members(team.id);
  await call.api.store.teams.delete(team.id);
  await call.exchange.audit({
    target: targetOf(team),
    before: { ...stateOf(team), members: members.map(({ login }) => login) },
  });
  return { status: 204 };
}

async function addMember(call: Call) {
  const team = await findTeam(call);
  const user = await call.api.store.users.byLogin(call.params['login'] ?? '');
  if (!user) throw notFound('user');
  await call.api.store.teams.addMember(team.id, user.id);
  await call.exchange.audit({ target: targetOf(team), after: { member: user.login } });
  return shown(call, team);
}

async function removeMember(call: Call) {
  const team = await findTeam(call);
  const user = await call.api.store.users.byLogin(call.params['login'] ?? '');
  if (!user || !(await call.api.store.teams.removeMember(team.id, user.id))) throw notFound('user');
  await call.exchange.audit({ target: targetOf(team), before: { member: user.login } });
  return shown(call, team);
}

async function setPermission(call: Call) {
  const team = await findTeam(call);
  const { store } = call.api;
  const address = call.params['repo'] ?? '';
  const repository = /^\d+$/.test(address)
    ? await call.load.repository(idOf(address))
    : await store.repositories.bySlugEver(address);
  if (!repository || !(await call.access.rights(repository)).read) throw notFound('repository');
  if (repository.ownerId !== team.ownerId)
    throw unprocessable(`${repository.slug} is not of the owner of this team.`, 'repo');
  const { level } = readFields(permissionInput, await call.exchange.json(), 'permission');
  const before = (await store.teams.permissions(team.id)).get(repository.id) ?? null;
  await store.teams.setPermission(team.id, repository.id, level);
  await call.exchange.audit({
    target: `${targetOf(team)}/repo/${repository.slug}`,
    repositoryId: repository.id,
    before: { level: before },
    after: { level },
  });
  return shown(call, team);
}
