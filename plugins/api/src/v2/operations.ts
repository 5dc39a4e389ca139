/** What version 2 of Travis's API has of this server: address, rights and members of the answer (travis-api facts 10). */
import type { Operation, Operations, Right } from '@turnpike/sdk';

interface Said {
  readonly summary: string;
  readonly rights: Right;
  /** Members that the answer has; none: 204, or no JSON. Absent: one object or another. */
  readonly answers?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly body?: Operation['body'];
}

const PAGE = { limit: 'At most so many: 25 if absent, up to 100.' } as const;
const REPO = { repository_id: 'Id of the repository.' } as const;
const FORM = { type: 'object' } as const;

const V2: Readonly<Record<string, Said>> = {
  'GET /v2': { summary: 'Greets', rights: 'anyone', answers: ['hello'] },
  'GET /v2/config': { summary: 'Tells what clients need', rights: 'anyone', answers: ['config'] },
  'GET /v2/uptime': { summary: 'Tells that it is up', rights: 'anyone', answers: [] },
  'GET /v2/users': { summary: 'Shows the own account', rights: 'signed-in', answers: ['user'] },
  'GET /v2/users/permissions': {
    summary: 'Lists ids of the repositories that one has rights on',
    rights: 'signed-in',
    answers: ['permissions', 'admin', 'pull', 'push'],
  },
  'GET /v2/users/:id': { summary: 'Shows the own account', rights: 'signed-in', answers: ['user'] },
  'GET /v2/accounts': {
    summary: 'Lists owners of repositories that one may read',
    rights: 'signed-in',
    query: { all: 'Taken, as Travis has it; changes nothing.' },
    answers: ['accounts'],
  },
  'GET /v2/hooks': {
    summary: 'Lists repositories with whether they are built',
    rights: 'signed-in',
    query: { owner_name: 'Only of this owner.' },
    answers: ['hooks'],
  },
  'PUT /v2/hooks': {
    summary: 'Switches a repository on or off',
    rights: 'repository:admin',
    body: FORM,
    answers: ['result'],
  },
  'PUT /v2/hooks/:id': {
    summary: 'Switches a repository on or off',
    rights: 'repository:admin',
    body: FORM,
    answers: ['result'],
  },
  'GET /v2/broadcasts': {
    summary: 'Lists broadcasts: there are none',
    rights: 'anyone',
    answers: ['broadcasts'],
  },
  'GET /v2/repos': {
    summary: 'Lists repositories',
    rights: 'visitor',
    query: {
      ...PAGE,
      offset: 'Left out before the first.',
      slug: 'The one of this slug.',
      owner_name: 'Only of this owner.',
      search: 'Only those with this in their slug.',
      member: 'Only those that the own account has a right of its own on.',
      active: '`false`: those that are not built, too.',
      ids: 'Those of these ids: `ids[]=1&ids[]=2`.',
    },
    answers: ['repos'],
  },
  'GET /v2/repos/:repo': {
    summary: 'Shows a repository',
    rights: 'repository:read',
    answers: ['repo'],
  },
  'GET /v2/repos/:owner/:name': {
    summary: 'Shows a repository',
    rights: 'repository:read',
    answers: ['repo'],
  },
  'GET /v2/repos/:repo/key': {
    summary: 'Shows the public key for secure values',
    rights: 'repository:read',
  },
  'GET /v2/repos/:owner/:name/key': {
    summary: 'Shows the public key for secure values',
    rights: 'repository:read',
    answers: ['key', 'fingerprint'],
  },
  'POST /v2/repos/:repo/key': {
    summary: 'Makes a new key for secure values',
    rights: 'repository:admin',
    answers: ['key', 'fingerprint'],
  },
  'GET /v2/repos/:repo/branches/:name(.*)': {
    summary: 'Shows the newest build of a branch',
    rights: 'repository:read',
    answers: ['branch', 'commit'],
  },
  'GET /v2/branches': {
    summary: 'Lists the newest build of each branch',
    rights: 'repository:read',
    query: { ...REPO, ids: 'Builds of these ids.' },
    answers: ['branches', 'commits'],
  },
  'GET /v2/repos/:repo/settings': {
    summary: 'Shows the settings of a repository',
    rights: 'repository:write',
  },
  'PATCH /v2/repos/:repo/settings': {
    summary: 'Changes settings of a repository',
    rights: 'repository:admin',
    body: FORM,
    answers: ['settings'],
  },
  'GET /v2/builds': {
    summary: 'Lists builds, newest first',
    rights: 'repository:read',
    query: {
      ...PAGE,
      ...REPO,
      slug: 'Or its slug.',
      number: 'The one of this number.',
      after_number: 'Only those before this number.',
      event_type: 'Only of this event.',
      ids: 'Those of these ids.',
    },
    answers: ['builds', 'commits'],
  },
  'GET /v2/builds/:id': {
    summary: 'Shows a build with its jobs',
    rights: 'repository:read',
    query: { include_log_id: 'Taken, as Travis has it: the id is always there.' },
    answers: ['build', 'commit', 'jobs'],
  },
  'POST /v2/builds/:id/cancel': {
    summary: 'Cancels a build',
    rights: 'repository:write',
    answers: [],
  },
  'POST /v2/builds/:id/restart': {
    summary: 'Runs a build again',
    rights: 'repository:write',
    status: 202,
    answers: ['result', 'flash'],
  },
  'GET /v2/jobs': {
    summary: 'Lists jobs',
    rights: 'visitor',
    query: { ids: 'Those of these ids.', state: 'In this state.', queue: 'Of this queue.' },
    answers: ['jobs', 'commits'],
  },
  'GET /v2/jobs/:id': {
    summary: 'Shows a job',
    rights: 'repository:read',
    answers: ['job', 'commit'],
  },
  'POST /v2/jobs/:id/cancel': { summary: 'Cancels a job', rights: 'repository:write', answers: [] },
  'POST /v2/jobs/:id/restart': {
    summary: 'Runs a job again',
    rights: 'repository:write',
    status: 202,
    answers: ['result', 'flash'],
  },
  'GET /v2/jobs/:id/log': { summary: 'Shows a log', rights: 'repository:read', answers: ['log'] },
  'GET /v2/jobs/:id/log.txt': { summary: 'Streams a log', rights: 'repository:read', answers: [] },
  'PATCH /v2/jobs/:id/log': {
    summary: 'Removes what the logs of a job hold',
    rights: 'repository:write',
    body: FORM,
    answers: ['log'],
  },
  'GET /v2/logs/:id': { summary: 'Shows a log', rights: 'repository:read', answers: ['log'] },
  'GET /v2/requests': {
    summary: 'Lists requests, newest first',
    rights: 'repository:read',
    query: { ...PAGE, ...REPO, slug: 'Or its slug.', older_than: 'Only those before this id.' },
    answers: ['requests', 'commits'],
  },
  'GET /v2/requests/:id': {
    summary: 'Shows a request',
    rights: 'repository:read',
    answers: ['request', 'commit'],
  },
  'GET /v2/settings/env_vars': {
    summary: 'Lists variables of a repository',
    rights: 'repository:write',
    query: REPO,
    answers: ['env_vars'],
  },
  'POST /v2/settings/env_vars': {
    summary: 'Adds a variable',
    rights: 'repository:write',
    query: REPO,
    body: FORM,
    answers: ['env_var'],
  },
  'GET /v2/settings/env_vars/:id': {
    summary: 'Shows a variable',
    rights: 'repository:write',
    query: REPO,
    answers: ['env_var'],
  },
  'PATCH /v2/settings/env_vars/:id': {
    summary: 'Changes a variable',
    rights: 'repository:write',
    query: REPO,
    body: FORM,
    answers: ['env_var'],
  },
  'DELETE /v2/settings/env_vars/:id': {
    summary: 'Deletes a variable',
    rights: 'repository:write',
    query: REPO,
    answers: ['env_var'],
  },
  'GET /v2/settings/ssh_key/:id': {
    summary: 'Shows the SSH key of a repository',
    rights: 'repository:write',
    answers: ['ssh_key'],
  },
  'PATCH /v2/settings/ssh_key/:id': {
    summary: 'Gives jobs of a repository an SSH key, or another one',
    rights: 'repository:admin',
    body: FORM,
    answers: ['ssh_key'],
  },
  'DELETE /v2/settings/ssh_key/:id': {
    summary: 'Takes the SSH key of a repository away',
    rights: 'repository:admin',
    answers: ['ssh_key'],
  },
  'POST /v2/lint': {
    summary: 'Looks for mistakes in a configuration',
    rights: 'anyone',
    body: FORM,
    answers: ['lint'],
  },
  'PUT /v2/lint': {
    summary: 'Looks for mistakes in a configuration',
    rights: 'anyone',
    body: FORM,
    answers: ['lint'],
  },
};

export const v2Operations: Operations = Object.fromEntries(
  Object.entries(V2).map(([address, said]) => [nameOf(address), operationOf(address, said)]),
);

/** `GET /v2/repos/:repo/key`: `v2GetReposRepoKey`. */
function nameOf(address: string): string {
  const words = address.replace(' /v2', ' ').match(/\w+/g) ?? [];
  return `v2${words.map((word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase()).join('')}`;
}

function operationOf(address: string, said: Said): Operation {
  const { summary, rights, query = {}, status = 200, body, answers } = said;
  return {
    address,
    summary,
    tag: 'Version 2, as Travis has it',
    rights,
    query: Object.fromEntries(
      Object.entries(query).map(([name, description]) => [name, { description }]),
    ),
    ...(body === undefined ? {} : { body, bodyRequired: false }),
    answers: answersOf(address, answers, status),
  };
}

function answersOf(address: string, members: Said['answers'], status: number) {
  if (members === undefined) return { [status]: { schema: { type: 'object' } } };
  if (members.length > 0)
    return { [status]: { schema: { type: 'object', required: [...members] } } };
  return address.startsWith('GET') ? { [status]: { type: 'text/plain' } } : { 204: {} };
}
