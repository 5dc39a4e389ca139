/** Who may ask: each kind of person, token and machine, with the headers that it sends. */
import { SESSION_COOKIE } from '@turnpike/core/contracts';
import { tokens } from '@turnpike/sdk/store';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { jobTokenOf, runTokenOf, type Person, type Visibility, type World } from './world.js';

export const ROLE_SECRET = 'the role secret of the rights matrix';
export const WORKER_SECRET = 'the worker secret of the rights matrix';

type Headers = Readonly<Record<string, string>>;
export interface Identity {
  readonly name: string;
  /** Of the repository that is asked about. */
  readonly visibility: Visibility;
  /** Where `api.public` is not set. */
  readonly closed?: true;
  /** Whose own things are asked about. */
  readonly person: Person;
  headers(platform: TestPlatform, world: World): Promise<Headers>;
}

let serial = 0;
const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const hashOf = (platform: TestPlatform, token: string): string =>
  platform.resolveAll({ secrets: tokens.secrets }).secrets.hash(token);

async function session(platform: TestPlatform, world: World, person: Person): Promise<Headers> {
  const token = `session-${(serial += 1)}`;
  const { id } = world.people[person];
  await world.store.sessions.create({ hash: hashOf(platform, token), userId: id, ttlSeconds: 600 });
  return { cookie: `${SESSION_COOKIE}=${token}`, origin: platform.url };
}

async function apiToken(
  platform: TestPlatform,
  world: World,
  person: Person,
  scopes: readonly string[],
): Promise<{ readonly id: number; readonly headers: Headers }> {
  const token = `token-${(serial += 1)}`;
  const hash = hashOf(platform, token);
  const userId = world.people[person].id;
  const { id } = await world.store.sessions.createToken({ hash, userId, name: 'rights', scopes });
  return { id, headers: bearer(token) };
}

const visitor = (name: string, visibility: Visibility, closed?: true): Identity => ({
  name,
  visibility,
  ...(closed ? { closed } : {}),
  person: 'other',
  headers: async () => ({}),
});
const browser = (name: string, person: Person, visibility: Visibility = 'private'): Identity => ({
  name,
  visibility,
  person,
  headers: (platform, world) => session(platform, world, person),
});
const token = (name: string, person: Person, scope: string): Identity => ({
  name,
  visibility: 'private',
  person,
  headers: async (platform, world) => (await apiToken(platform, world, person, [scope])).headers,
});
const other = (name: string, headers: Identity['headers'], person: Person = 'other'): Identity => ({
  name,
  visibility: 'private',
  person,
  headers,
});

export const IDENTITIES: readonly Identity[] = [
  visitor('visitor', 'private'),
  visitor('visitor, public', 'public'),
  visitor('visitor, public, closed', 'public', true),
  browser('stranger', 'stranger'),
  browser('stranger, public', 'stranger', 'public'),
  browser('reader', 'reader'),
  browser('writer', 'writer'),
  browser('admin', 'admin'),
  browser('owner admin', 'owner admin'),
  browser('administrator', 'administrator'),
  browser('suspended', 'suspended'),
  token('suspended, token', 'suspended', '*'),
  token('administrator, token', 'administrator', '*'),
  token('administrator, token read', 'administrator', 'read'),
  token('administrator, token write', 'administrator', 'write'),
  token('administrator, token admin', 'administrator', 'admin'),
  token('admin, token', 'admin', '*'),
  token('admin, token read', 'admin', 'read'),
  token('admin, token write', 'admin', 'write'),
  token('admin, token admin', 'admin', 'admin'),
  token('reader, token', 'reader', '*'),
  other('owner token', async (platform, world) => {
    const text = `token-${(serial += 1)}`;
    await world.store.organizationTokens.create({
      ...{ ownerId: world.repository.ownerId, name: text, login: text, level: 'write' },
      hash: hashOf(platform, text),
    });
    return bearer(text);
  }),
  other('expired token', async (platform, world) => {
    const text = `token-${(serial += 1)}`;
    await world.store.sessions.createToken({
      hash: hashOf(platform, text),
      userId: world.people.administrator.id,
      name: 'rights',
      scopes: ['*'],
      ttlSeconds: -1,
    });
    return bearer(text);
  }),
  other('revoked token', async (platform, world) => {
    const { id, headers } = await apiToken(platform, world, 'administrator', ['*']);
    await world.store.sessions.deleteToken(world.people.administrator.id, id);
    return headers;
  }),
  other('ended session', async (platform, world) => {
    const headers = await session(platform, world, 'administrator');
    await world.store.sessions.deleteOf(world.people.administrator.id);
    return headers;
  }),
  other('job', async (platform, { going }) => bearer(await jobTokenOf(platform, going))),
  other('ended job', async (platform, { done }) => bearer(await jobTokenOf(platform, done))),
  other('foreign job', async (platform, { foreign }) =>
    bearer(await jobTokenOf(platform, foreign)),
  ),
  other('run', async (platform, { going }) => bearer(await runTokenOf(platform, going))),
  other('foreign run', async (platform, { foreign }) =>
    bearer(await runTokenOf(platform, foreign)),
  ),
  other('worker', async () => bearer(WORKER_SECRET)),
  other('worker of its own token', async (_platform, { workerToken }) => bearer(workerToken)),
  other('role', async () => bearer(ROLE_SECRET)),
];
