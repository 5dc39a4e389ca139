import { OF_HOST, type Calls } from './call.js';

/** Teams, and rights on all that an owner has. */
export const TEAM_CALLS = {
  ownerPermissions: {
    summary: 'Lists who may do what with all repositories of an owner',
    rights: 'owner:admin',
    query: OF_HOST,
    answer: 'WirePermissions',
  },
  setOwnerPermission: {
    summary: 'Gives a person a right on all repositories of an owner, or takes it away',
    description: 'Holds for those that come later as well. What teams give stays.',
    rights: 'owner:admin',
    query: OF_HOST,
    body: 'permission',
    answer: 'WirePermission',
  },
  ownerTokens: {
    summary: 'Lists the API tokens of an owner',
    description: "They are no person's, and live on when people leave.",
    rights: 'owner:admin',
    query: OF_HOST,
    answer: 'WireTokens',
  },
  createOwnerToken: {
    summary: 'Makes an API token of an owner',
    description:
      'The token itself stands in this answer only. It may do on all repositories of the owner what `level` says, and is nobody: it has no account, no password and makes no tokens. 409 where the owner has one of this name.',
    rights: 'owner:admin',
    query: OF_HOST,
    body: 'owner_token',
    answer: 'WireToken',
    status: 201,
  },
  revokeOwnerToken: {
    summary: 'Revokes an API token of an owner',
    rights: 'owner:admin',
    query: OF_HOST,
  },
  teams: {
    summary: 'Lists the teams of an owner',
    rights: 'owner:admin',
    query: OF_HOST,
    answer: 'WireTeams',
  },
  createTeam: {
    summary: 'Makes a team',
    description: '409 where the owner has one of this name.',
    rights: 'owner:admin',
    query: OF_HOST,
    body: 'team',
    answer: 'WireTeam',
    status: 201,
  },
  team: {
    summary: 'Shows a team with its people and repositories',
    rights: 'owner:admin',
    answer: 'WireTeam',
  },
  changeTeam: {
    summary: 'Changes name, description or right of a team',
    rights: 'owner:admin',
    body: 'team_change',
    answer: 'WireTeam',
  },
  deleteTeam: {
    summary: 'Deletes a team, with the rights that come by it',
    rights: 'owner:admin',
  },
  addTeamMember: {
    summary: 'Takes a person into a team',
    rights: 'owner:admin',
    answer: 'WireTeam',
  },
  removeTeamMember: {
    summary: 'Takes a person out of a team',
    rights: 'owner:admin',
    answer: 'WireTeam',
  },
  setTeamPermission: {
    summary: 'Gives a team a right on a repository of its owner, or takes it away',
    rights: 'owner:admin',
    body: 'permission',
    answer: 'WireTeam',
  },
} as const satisfies Calls;
