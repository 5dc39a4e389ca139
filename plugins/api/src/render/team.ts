import type { Owner, Team } from '@turnpike/sdk';
import type { Call } from '../endpoint.js';
import type { Loader } from '../loader.js';
import { renderOwner, renderUser } from './people.js';
import type { Wire } from './render.js';

export function renderTeamBriefly(load: Pick<Loader, 'kindOf'>, team: Team, owner: Owner): Wire {
  const { id, name, description, level } = team;
  return {
    '@type': 'team',
    '@href': `/v3/team/${id}`,
    '@representation': 'standard',
    ...{ id, name, description, level },
    owner: renderOwner(load, owner),
  };
}

/** With people and repositories. */
export async function renderTeam({ api: { store }, load }: Call, { id }: Team): Promise<Wire> {
  const team = (await store.teams.get(id))!;
  const owner = (await store.owners.get(team.ownerId))!;
  const members = await store.teams.members(id);
  const rights = await store.teams.permissions(id);
  const repositories = await Promise.all([...rights.keys()].map((of) => load.repository(of)));
  return {
    ...renderTeamBriefly(load, team, owner),
    members: members.map((user) => renderUser(user, false)),
    repositories: repositories.flatMap((one) =>
      one ? [{ id: one.id, slug: one.slug, level: rights.get(one.id) }] : [],
    ),
  };
}
