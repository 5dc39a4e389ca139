/** However a right ends and with whatever one came: the socket ends, or what it was for is ended. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { tokens, type LogReader, type User } from '@turnpike/sdk';
import { LIVE_CLOSE, type LiveMessage } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { liveConfig } from './config.js';
import { plugin } from './plugin.js';

let host: TestHost;
let store: Store;
let user: User;
let repositoryId: number;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { recheckSeconds: 0.1 },
    deps: [fake(tokens.logReader, {} as LogReader)],
  });
  store = host.resolve(tokens.store);
  const owner = await store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
  ({ id: repositoryId } = await store.repositories.insert({
    ...{ ownerId: owner.id, name: 'engine', vcsProvider: 'git', vcsId: null, cloneUrl: '/e' },
    ...{ htmlUrl: null, private: true, fork: false, defaultBranch: 'main', description: null },
  }));
  user = await store.users.insert({ login: 'eve', name: null, email: null, admin: true });
  await store.users.setPermission(user.id, repositoryId, 'read');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await host.stop();
});

const hash = (text: string): string => host.resolve(tokens.secrets).hash(text);

/** What one may come with, and how it is made to last so many seconds. */
const CREDENTIALS = {
  session: {
    async make(ttlSeconds: number) {
      await store.sessions.create({ hash: hash('s'), userId: user.id, ttlSeconds });
    },
    headers: () => ({ cookie: 'turnpike_session=s', origin: new URL(host.url).origin }),
    end: () => store.sessions.delete(hash('s')),
  },
  token: {
    async make(ttlSeconds: number) {
      const token = { hash: hash('t'), userId: user.id, name: 't', scopes: ['*'] };
      await store.sessions.createToken({ ...token, ttlSeconds });
    },
    headers: () => ({ authorization: 'token t' }),
    async end() {
      for (const { id } of await store.sessions.tokens(user.id))
        await store.sessions.deleteToken(user.id, id);
    },
  },
} as const;
type Credential = keyof typeof CREDENTIALS;

const ENDINGS: Readonly<Record<string, (by: Credential) => Promise<unknown>>> = {
  'it is revoked': (by) => CREDENTIALS[by].end(),
  'the account is suspended': async () =>
    store.users.update(user.id, { suspendedAt: await store.now() }),
  'the account is removed': () => store.users.delete(user.id),
  'the password is reset': async () => {
    await store.sessions.deleteOf(user.id);
    await store.sessions.deleteTokensOf(user.id);
  },
};

async function listen(by: Credential) {
  const headers = CREDENTIALS[by].headers();
  const socket = new WebSocket(`${host.url.replace('http', 'ws')}/live`, { headers });
  sockets.push(socket);
  const heard: LiveMessage[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as LiveMessage));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ subscribe: ['system', `repo:${repositoryId}`] }));
  await expect.poll(() => heard.some((one) => 'subscribed' in one)).toBe(true);
  const refused = () => heard.flatMap((one) => ('refused' in one ? [one.refused.topic] : []));
  return { heard, closed, refused, socket };
}

describe.each(Object.keys(CREDENTIALS) as Credential[])('a socket by a %s', (by) => {
  it.each(Object.keys(ENDINGS))('ends when %s', async (how) => {
    await CREDENTIALS[by].make(600);
    const { closed, socket } = await listen(by);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(socket.readyState).toBe(WebSocket.OPEN);
    await ENDINGS[how]?.(by);
    expect(await closed).toBe(LIVE_CLOSE.unauthenticated);
  });

  it('ends when its time is over', async () => {
    await CREDENTIALS[by].make(2);
    const { closed } = await listen(by);
    expect(await closed).toBe(LIVE_CLOSE.unauthenticated);
  });

  it('loses what only administrators hear when the account is one no more', async () => {
    await CREDENTIALS[by].make(600);
    const { refused } = await listen(by);
    await store.users.update(user.id, { admin: false });
    await expect.poll(refused, { timeout: 60_000 }).toEqual(['system']);
    await store.users.setPermission(user.id, repositoryId, null);
    await expect.poll(refused, { timeout: 60_000 }).toEqual(['system', `repo:${repositoryId}`]);
  });
});

/** Ways by which a right on a repository comes without being given on it, and how each ends. */
const WAYS: Readonly<Record<string, (ownerId: number) => Promise<() => Promise<unknown>>>> = {
  'leaves the team': async (ownerId) => {
    const { id } = await addTeam(ownerId);
    return () => store.teams.removeMember(id, user.id);
  },
  'is of a team that is deleted': async (ownerId) => {
    const { id } = await addTeam(ownerId);
    return () => store.teams.delete(id);
  },
  'has no right on all of the owner any more': async (ownerId) => {
    await store.users.setOwnerPermission(user.id, ownerId, 'read');
    return () => store.users.setOwnerPermission(user.id, ownerId, null);
  },
  'goes at the code host': async () => {
    const identity = await store.identities.link({
      ...{ userId: user.id, host: 'git', hostUserId: '7', login: 'eve' },
      ...{ name: null, avatarUrl: null },
    });
    await store.syncs.grant(identity.id, [{ repositoryId, level: 'read' }]);
    return () => store.syncs.withdraw(identity.id);
  },
};

async function addTeam(ownerId: number) {
  const team = await store.teams.insert({
    ...{ ownerId, name: 'core', description: null, level: null },
  });
  await store.teams.addMember(team.id, user.id);
  await store.teams.setPermission(team.id, repositoryId, 'read');
  return team;
}

it.each(Object.keys(WAYS))('12. who %s loses a private repository that is open', async (how) => {
  const ownerId = (await store.repositories.get(repositoryId))?.ownerId ?? 0;
  await store.users.update(user.id, { admin: false });
  await store.users.setPermission(user.id, repositoryId, null);
  const end = await WAYS[how]?.(ownerId);
  await CREDENTIALS.session.make(600);
  const { refused } = await listen('session');
  await expect.poll(refused).toEqual(['system']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(refused()).toEqual(['system']);
  await end?.();
  await expect.poll(refused, { timeout: 10_000 }).toEqual(['system', `repo:${repositoryId}`]);
});

it('hears no more than the other may while an administrator acts as them', async () => {
  const clerk = await store.users.insert({ login: 'clerk', name: null, email: null, admin: false });
  await CREDENTIALS.session.make(600);
  const { refused } = await listen('session');
  await store.sessions.act(hash('s'), { userId: clerk.id, seconds: 600 });
  await expect
    .poll(() => refused().toSorted(), { timeout: 10_000 })
    .toEqual([`repo:${repositoryId}`, 'system'].toSorted());
});

it('is looked at often enough that ten seconds suffice', () => {
  expect(liveConfig.parse(undefined).recheckSeconds).toBeLessThanOrEqual(5);
});
