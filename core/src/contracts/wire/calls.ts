/** API v3, call by call: rights, query, body and answer of each. */
import type { Operation, OperationParameter, Operations } from '../operation.js';
import { BUILD_CALLS, JOB_CALLS, STORAGE_CALLS } from './calls/builds.js';
import { BUILD_PERMISSION_CALLS } from './calls/build-permissions.js';
import type { Call, QueryKind } from './calls/call.js';
import { LOGIN_LOCAL_CALLS, OWN_CALLS, USER_CALLS } from './calls/people.js';
import { PLATFORM_CALLS } from './calls/platform.js';
import { REPOSITORY_CALLS } from './calls/repositories.js';
import { REQUEST_CALLS, SETTING_CALLS } from './calls/requests.js';
import { TEAM_CALLS } from './calls/teams.js';
import { API, type ApiName } from './paths.js';

/** By the plugin that serves them, and by heading. */
const GROUPS = [
  { plugin: 'api', tag: 'Repositories', calls: REPOSITORY_CALLS },
  { plugin: 'api', tag: 'Builds', calls: BUILD_CALLS },
  { plugin: 'api', tag: 'Jobs and logs', calls: JOB_CALLS },
  { plugin: 'storage', tag: 'Caches and artifacts', calls: STORAGE_CALLS },
  { plugin: 'api', tag: 'Requests', calls: REQUEST_CALLS },
  { plugin: 'api', tag: 'Settings', calls: SETTING_CALLS },
  { plugin: 'api', tag: 'Own account', calls: OWN_CALLS },
  { plugin: 'login-local', tag: 'Accounts', calls: LOGIN_LOCAL_CALLS },
  { plugin: 'api', tag: 'Accounts', calls: USER_CALLS },
  { plugin: 'api', tag: 'Teams', calls: TEAM_CALLS },
  { plugin: 'api', tag: 'Build permissions', calls: BUILD_PERMISSION_CALLS },
  { plugin: 'api', tag: 'Platform', calls: PLATFORM_CALLS },
] as const;

/** What each call of `API` takes, answers and who may make it. @experimental */
export const CALLS = {
  ...REPOSITORY_CALLS,
  ...BUILD_CALLS,
  ...JOB_CALLS,
  ...STORAGE_CALLS,
  ...REQUEST_CALLS,
  ...SETTING_CALLS,
  ...OWN_CALLS,
  ...LOGIN_LOCAL_CALLS,
  ...USER_CALLS,
  ...TEAM_CALLS,
  ...BUILD_PERMISSION_CALLS,
  ...PLATFORM_CALLS,
} as const satisfies Readonly<Record<ApiName, Call>>;
export type { Call as ApiCall } from './calls/call.js';

/** What a plugin of ours serves of API v3: the `operations` of its declaration. @experimental */
export function operationsOf(plugin: (typeof GROUPS)[number]['plugin']): Operations {
  const own = GROUPS.filter((group) => group.plugin === plugin);
  return Object.fromEntries(
    own.flatMap(({ tag, calls }) =>
      Object.entries<Call>(calls).map(([name, call]) => [
        name,
        operationOf(API[name as ApiName], tag, call),
      ]),
    ),
  );
}

const wire = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function operationOf(address: string, tag: string, call: Call): Operation {
  const { summary, description, rights, query = {}, body } = call;
  const input = body?.replace('?', '');
  return {
    address,
    summary,
    ...(description === undefined ? {} : { description }),
    tag,
    rights,
    params: paramsOf(address),
    query: Object.fromEntries(Object.entries(query).map(([name, said]) => [name, parameter(said)])),
    ...(input === undefined ? {} : { body: wire(`WireInputs.${input}`) }),
    ...(body?.endsWith('?') ? { bodyRequired: false } : {}),
    answers: answersOf(call),
  };
}

function answersOf({ answer, media, status, also = {} }: Call): Operation['answers'] {
  const main =
    media === undefined ? (answer === undefined ? {} : { schema: wire(answer) }) : { type: media };
  const usual = answer === undefined && media === undefined ? 204 : 200;
  const others = Object.entries(also).map(([code, text]) => [
    code,
    { description: text, ...(media !== undefined && code === '206' ? { type: media } : {}) },
  ]);
  return { [status ?? usual]: main, ...Object.fromEntries(others) };
}

const KINDS = { integer: { type: 'integer' }, boolean: { type: 'boolean' } } as const;

function parameter(said: string | readonly [QueryKind, string]): OperationParameter {
  if (typeof said === 'string') return { description: said };
  const [kind, description] = said;
  return kind === 'text' ? { description } : { description, schema: KINDS[kind] };
}

const PARAMS: Readonly<Record<string, string>> = {
  repo: 'Id of a repository, or its slug as one part: `owner%2Fname`.',
  id: 'Id.',
  login: 'Login.',
  name: 'Name.',
  branch: 'Name of a branch.',
  path: 'Path of a file; may hold slashes.',
};

function paramsOf(address: string): Operation['params'] {
  const names = [...address.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, { description: PARAMS[name] ?? name }]));
}
