/** Calls of version 3 that Travis's clients make and our own pages and commands do not need. */
import type { Operation, Operations, Right } from '@turnpike/sdk';

const TAG = 'As Travis has it';
const object = (members: readonly string[]) => ({
  schema: { type: 'object', required: ['@type', ...members] } as const,
});

interface Said {
  readonly summary: string;
  readonly rights: Right;
  readonly members?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly description?: string;
}

const SAID: Readonly<Record<string, Said>> = {
  'GET /v3': {
    summary: 'Lists what there is, with templates of addresses',
    rights: 'anyone',
    members: ['config', 'errors', 'resources'],
  },
  'GET /v3/user/:id': {
    summary: 'Shows an account by its id',
    description: 'The own one; administrators any.',
    rights: 'signed-in',
    members: ['id', 'login'],
  },
  'GET /v3/orgs': {
    summary: 'Lists organizations that own repositories which one may read',
    rights: 'signed-in',
    query: {
      'organization.role': 'Taken, as Travis has it; changes nothing.',
      role: 'Taken, as Travis has it; changes nothing.',
    },
    members: ['organizations'],
  },
  'GET /v3/org/:id': {
    summary: 'Shows an organization by its id',
    rights: 'visitor',
    members: ['id', 'login'],
  },
  'GET /v3/owner/:login/allowance': {
    summary: 'Tells what an owner may use: nobody pays here',
    rights: 'visitor',
    members: ['public_repos', 'private_repos', 'concurrency_limit'],
  },
  'GET /v3/broadcasts': {
    summary: 'Lists broadcasts: there are none',
    rights: 'anyone',
    query: { 'broadcast.active': 'Taken, as Travis has it; changes nothing.' },
    members: ['broadcasts'],
  },
  'GET /v3/build_backups': {
    summary: 'Lists archived builds: all builds are kept where they are',
    rights: 'repository:read',
    query: { repository_id: 'Id of the repository.' },
    members: ['build_backups'],
  },
  'GET /v3/repo/:repo/branch/:branch/cron': {
    summary: 'Shows the cron of a branch',
    rights: 'repository:read',
    members: ['id', 'interval'],
  },
  'PATCH /v3/access_token': {
    summary: 'Puts a new token in place of the one that asks',
    description: 'The old one ends at once. The new one has its name, its scopes and its end.',
    rights: 'signed-in',
    members: ['token'],
  },
};

const REVOKE: Operation = {
  address: 'DELETE /v3/access_token',
  summary: 'Ends the token that asks',
  tag: TAG,
  rights: 'signed-in',
  answers: { 204: {} },
};

export const travisOperations: Operations = {
  travisRevoke: REVOKE,
  ...Object.fromEntries(
    Object.entries(SAID).map(([address, said]) => [nameOf(address), operationOf(address, said)]),
  ),
};

/** `GET /v3/org/:id`: `travisGetOrgId`. */
function nameOf(address: string): string {
  const words = address.replace('/v3', ' ').match(/[a-z]+/gi) ?? [];
  return `travis${words.map((word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase()).join('')}`;
}

function operationOf(address: string, said: Said): Operation {
  const { summary, description, rights, query = {}, members = [] } = said;
  return {
    address,
    summary,
    ...(description === undefined ? {} : { description }),
    tag: TAG,
    rights,
    query: Object.fromEntries(
      Object.entries(query).map(([name, text]) => [name, { description: text }]),
    ),
    answers: { 200: object(members) },
  };
}
