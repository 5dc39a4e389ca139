/** A platform at a GitHub, its people as GitHub knows them, and its repositories as a sync finds them. */
import { tokens, type Store } from '@turnpike/sdk/store';
import { tokens as coreTokens } from '@turnpike/sdk';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import type { GithubHost } from './github-host.js';
import type { HostPerson, HostRepository } from './world.js';

/** The entry of `hosts` of this GitHub; `more` says more of it. */
export const entryOf = ({ url }: Pick<GithubHost, 'url'>, more: object = {}): object => ({
  ...{ id: 'work', kind: 'github', url, apiUrl: url, pollSeconds: 2 },
  ...more,
});

/** The same, reached by its app. */
export const entryByApp = (github: Pick<GithubHost, 'url' | 'app'>): object =>
  entryOf(github, {
    app: { id: String(github.app.id), privateKey: github.app.privateKey },
    webhookSecrets: [github.app.webhookSecret],
  });

/** Its one host is that of the entry. */
export const platformAt = (entry: object, executor: 'dummy' | 'local'): Promise<TestPlatform> =>
  testPlatform({
    config: { worker: { executor }, net: { allow: ['127.0.0.1'] }, hosts: [entry] },
  });

export const storeOf = (platform: TestPlatform): Store => platform.resolve(tokens.store) as Store;

/** As a sign-in by the host does: whoever speaks to the platform is this person there. Answers the identity. */
export async function link(platform: TestPlatform, host: string, who: HostPerson): Promise<number> {
  const { id: userId } = await platform.api.get<{ id: number }>('/v3/user');
  const row = await storeOf(platform).identities.link({
    ...{ userId, host, hostUserId: String(who.id), login: who.login, name: null, avatarUrl: null },
  });
  const token = platform.resolve(coreTokens.secrets).seal(who.token);
  const tokensOf = { token, refresh: null, scopes: [], expiresAt: null };
  await storeOf(platform).identities.setTokens(row.id, tokensOf);
  return row.id;
}

/** Switched off, and without a credential. */
export async function found(
  platform: TestPlatform,
  host: string,
  { owner: login, name, id, private: hidden }: HostRepository,
  { url }: Pick<GithubHost, 'url'>,
): Promise<number> {
  const store = storeOf(platform);
  const owner = await store.owners.ensure({ host, login, type: 'user' });
  const row = await store.repositories.insert({
    ...{ ownerId: owner.id, name, vcsProvider: host, vcsId: String(id), htmlUrl: null },
    ...{ cloneUrl: `${url}/${login}/${name}.git`, private: hidden, fork: false },
    ...{ defaultBranch: 'main', description: null },
  });
  return row.id;
}
