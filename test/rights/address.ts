/** A route's address with its parameters filled from a world, and a body that it takes. */
import type { Identity } from './identities.js';
import type { World } from './world.js';

export interface Asked {
  readonly owner: string;
  readonly method: string;
  readonly path: string;
}

type Value = (world: World, own: number | string) => string | number;

/** By how a path begins: what `:id`, `:name` and the like mean there. The first that fits. */
const VALUES: readonly (readonly [RegExp, Readonly<Record<string, Value>>])[] = [
  [/^\/v3\/user\/(token|session)\//, { id: (_world, own) => own }],
  [
    /^\/v3\/user\/:login\//,
    { login: ({ people }) => people.other.login, id: (_world, own) => own },
  ],
  [/^\/v3\/team\//, { id: ({ ids }) => ids.team, login: ({ people }) => people.other.login }],
  [/\/permission\/:user$/, { user: ({ people }) => people.other.login }],
  [/\/permission\/:login$/, { login: ({ people }) => people.other.login }],
  [/^\/v3\/user\/:login$/, { login: ({ people }) => people.other.login }],
  [/^\/v[23]\/users?\/:id/, { id: ({ people }) => people.other.id }],
  [/^\/v3\/org\/:id/, { id: ({ repository }) => repository.ownerId }],
  [/^\/v3\/owner\/:login\/setting\//, { name: () => 'rest.days' }],
  [/^\/v3\/owner\/:login\/token\//, { id: (_world, own) => own }],
  [/^\/v3\/owner\//, { login: ({ repository }) => repository.ownerLogin }],
  [/^\/v2\/settings\/ssh_key\//, { id: ({ repository }) => repository.id }],
  [/\/env_vars?\/:id|\/v2\/settings\//, { id: ({ ids }) => ids.envVar }],
  [/\/requests?\/:id/, { id: ({ ids }) => ids.request }],
  [/\/builds?\/:id/, { id: ({ ids }) => ids.build, path: () => 'it' }],
  [/\/(jobs?|logs)\/:id/, { id: ({ done }) => done.id }],
  [/\/cron\/:id/, { id: ({ ids }) => ids.cron }],
  [/\/delivery\/:id/, { id: ({ ids }) => ids.delivery }],
  [/\/notification\/:id/, { id: ({ ids }) => ids.notification }],
  [/\/removed_repo\/:id/, { id: ({ ids }) => ids.removed }],
  [/^\/v2\/hooks\/:id|^\/repos\/:id\//, { id: ({ repository }) => repository.id }],
  [/^\/logs\//, { job: ({ going }) => going.id, run: ({ going }) => going.run }],
  [/^\/storage\/caches/, { path: () => 'main/it' }],
  [/^\/storage\//, { path: () => 'it' }],
  [/\/worker_token\//, { name: ({ workerName }) => workerName }],
  [/\/preference\/:name/, { name: () => 'build_emails' }],
  [/\/unsubscribe\/:token/, { token: ({ mailToken }) => mailToken }],
  [/\/setting\/:name/, { name: () => 'build_pushes' }],
  [/\/branch(es)?\/:name/, { name: () => 'main' }],
  [/^\/auth\/|^\/v3\/host\//, { host: () => 'work' }],
  [/^\/hooks\//, { provider: () => 'git', hint: () => 'it' }],
  [/^\/app\//, { key: () => 'turnpike' }],
  [/^\/(assets|icons|ui-plugins)\//, { plugin: () => 'none', file: () => 'none.js' }],
  [/^\/:path/, { path: () => 'none' }],
];
const COMMON: Readonly<Record<string, Value>> = {
  repo: ({ repository }) => repository.id,
  owner: ({ repository }) => repository.ownerLogin,
  name: ({ repository }) => repository.name,
  branch: () => 'main',
};

/** By method and path: queries that a route does not go without. */
const QUERIES: Readonly<Record<string, (world: World) => string>> = {
  'GET /v3/job/:id/log/search': () => '?query=hello',
  'GET /logs/:job/:run/search': () => '?query=hello',
  'PUT /logs/:job/:run': () => '?offset=0',
  'GET /v3/build_backups': ({ repository }) => `?repository_id=${repository.id}`,
  'GET /v2/settings/env_vars': ({ repository }) => `?repository_id=${repository.id}`,
  'POST /v2/settings/env_vars': ({ repository }) => `?repository_id=${repository.id}`,
  'GET /v2/settings/env_vars/:id': ({ repository }) => `?repository_id=${repository.id}`,
  'PATCH /v2/settings/env_vars/:id': ({ repository }) => `?repository_id=${repository.id}`,
  'DELETE /v2/settings/env_vars/:id': ({ repository }) => `?repository_id=${repository.id}`,
  'GET /v2/branches': ({ repository }) => `?repository_id=${repository.id}`,
  'GET /v2/builds': ({ repository }) => `?repository_id=${repository.id}`,
  'GET /v2/requests': ({ repository }) => `?repository_id=${repository.id}`,
};

const BODIES: Readonly<Record<string, (world: World) => unknown>> = {
  'PATCH /v3/owner/:login/setting/:name': () => ({ value: 3 }),
  'PUT /v3/repo/:repo/permission/:login': () => ({ level: 'read' }),
  'PUT /v3/owner/:login/permission/:user': () => ({ level: 'read' }),
  'POST /v3/owner/:login/teams': () => ({ name: `made-${Math.random()}` }),
  'PATCH /v3/repo/:repo/build_permissions': ({ people }) => ({
    ...{ user_ids: [people.other.id], permission: false },
  }),
  'PATCH /v3/org/:id/build_permissions': ({ people }) => ({
    ...{ user_ids: [people.other.id], permission: false },
  }),
  'POST /v3/owner/:login/tokens': () => ({ name: `t-${Math.random()}`, level: 'read' }),
  'PATCH /v3/team/:id': () => ({ level: 'read' }),
  'PUT /v3/team/:id/repo/:repo': () => ({ level: 'read' }),
  'PATCH /v3/repo/:repo/setting/:name': () => ({ value: true }),
  'PATCH /v2/repos/:repo/settings': () => ({ settings: { build_pushes: true } }),
  'POST /v3/repo/:repo/env_vars': () => ({ name: 'B', value: 'c' }),
  'PATCH /v3/repo/:repo/env_var/:id': () => ({ value: 'c' }),
  'POST /v2/settings/env_vars': () => ({ env_var: { name: 'B', value: 'c' } }),
  'PATCH /v2/settings/env_vars/:id': () => ({ env_var: { value: 'c' } }),
  'PATCH /v3/preference/:name': () => ({ value: true }),
  'DELETE /v3/user': () => ({ login: 'somebody else' }),
  'PUT /v2/hooks': ({ repository }) => ({ hook: { id: repository.id, active: true } }),
  'PUT /v2/hooks/:id': () => ({ hook: { active: true } }),
  'POST /v3/user/tokens': () => ({ name: 'made', scopes: ['read'] }),
  'POST /v3/repo/:repo/branch/:branch/cron': () => ({ interval: 'daily' }),
  'PATCH /v3/repo/:repo': () => ({ private: true }),
  'POST /v3/repo/:repo/hook': () => ({ renew: true, install: false }),
  // As workers say it: of the run, and of nothing else.
  'POST /rpc/v1/leases/renew': ({ going }) => ({
    input: { jobId: going.id, run: going.run },
  }),
  'POST /rpc/v1/leases/report': ({ going }) => ({
    input: { jobId: going.id, run: going.run, seq: 1, state: 'started' },
  }),
  'POST /v2/lint': () => ({ content: 'script: true' }),
  'PUT /v2/lint': () => ({ content: 'script: true' }),
};

export function fillAddress({ method, path }: Asked, world: World, own: number | string): string {
  const fitting = VALUES.filter(([begin]) => begin.test(path)).map(([, values]) => values);
  const filled = path.replace(/:(\w+)(\(\.\*\))?/g, (_all, name: string) => {
    const value = fitting.find((values) => values[name])?.[name] ?? COMMON[name];
    if (!value) return 'none';
    return String(value(world, own));
  });
  return filled + (QUERIES[`${method} ${path}`]?.(world) ?? '');
}

export function bodyOf({ method, path }: Asked, world: World): unknown {
  return method === 'GET' ? undefined : (BODIES[`${method} ${path}`]?.(world) ?? {});
}

/** Id of a token or session of whoever asks, where the route ends one; 0: it is about none. */
export async function makeOwn(
  world: World,
  { person }: Identity,
  { path }: Asked,
): Promise<number | string> {
  const { store, people } = world;
  const { id: userId } = people[path.startsWith('/v3/user/:login/') ? 'other' : person];
  const hash = `own-${Math.random()}`;
  if (path.startsWith('/v3/owner/')) return path.endsWith('/token/:id') ? ownerToken(world) : 0;
  if (path.endsWith('/token/:id'))
    return (await store.sessions.createToken({ hash, userId, name: 'own', scopes: [] })).id;
  if (!path.endsWith('/session/:id')) return 0;
  await store.sessions.create({ hash, userId, ttlSeconds: 600 });
  const [newest] = (await store.sessions.list(userId)).toReversed();
  return newest?.id ?? 0;
}

async function ownerToken({ store, repository }: World): Promise<number> {
  const name = `own-${Math.random()}`;
  const token = await store.organizationTokens.create({
    ...{ ownerId: repository.ownerId, name, login: name, level: 'read', hash: name },
  });
  return token.id;
}
