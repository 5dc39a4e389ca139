/** Repositories of a real Gitea are switched on and off by people whom it knows. */
import type { WireBuild, WireHookHealth, WireJob, WireRepository } from '@turnpike/core/contracts';
import { tokens, type Store } from '@turnpike/sdk/store';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { startGitea, type Gitea, type GiteaUser } from '../../support/gitea.js';

const started = await startGitea();
if (!started) describe.skip('activation at Gitea', () => it('switches repositories on'));
const FILES = { '.travis.yml': 'language: shell\nscript: cat *.txt\n', 'a.txt': 'from gitea\n' };
interface Key {
  readonly id: number;
  readonly read_only: boolean;
}
interface Hook {
  readonly id: number;
  readonly config: { readonly url: string };
}

describe.runIf(started)('activation', { timeout: 300_000 }, () => {
  const gitea = started as Gitea;
  let ada: GiteaUser;
  let bob: GiteaUser;
  let platform: TestPlatform;
  let store: Store;
  let identityId: number;

  beforeAll(async () => {
    [ada, bob] = [await gitea.user('ada'), await gitea.user('bob')];
    platform = await testPlatform({
      config: {
        worker: { executor: 'local' },
        net: { allow: ['127.0.0.1'] },
        hosts: [{ id: 'work', kind: 'gitea', url: gitea.url, pollSeconds: 2 }],
      },
    });
    store = platform.resolve(tokens.store) as Store;
    const { id } = await platform.api.get<{ id: number }>('/v3/user');
    identityId = await link(id, ada);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    await gitea.remove();
  }, 60_000);

  /** As a sign-in by the host does. */
  async function link(userId: number, who: GiteaUser): Promise<number> {
    const { body } = await gitea.call<{ id: number }>(who, 'GET /user');
    const row = await store.identities.link({
      ...{ userId, host: 'work', hostUserId: String(body.id), login: who.login },
      ...{ name: null, avatarUrl: null },
    });
    await setToken(row.id, who.token);
    return row.id;
  }
  async function setToken(id: number, token: string): Promise<void> {
    const secrets = platform.resolve(tokens.secrets);
    const sealed = { token: secrets.seal(token), refresh: null };
    await store.identities.setTokens(id, { ...sealed, scopes: [], expiresAt: null });
  }
  /** As a sync finds it: switched off, and without a credential. */
  async function found(who: GiteaUser, name: string, hidden: boolean): Promise<number> {
    await gitea.repository(who, name, { files: FILES, private: hidden });
    const slug = `${who.login}/${name}`;
    const { body } = await gitea.call<{ id: number }>(who, `GET /repos/${slug}`);
    const owner = await store.owners.ensure({ host: 'work', login: who.login, type: 'user' });
    const known = () => store.repositories.byVcsId('work', String(body.id));
    const made = {
      ...{ ownerId: owner.id, name, vcsProvider: 'work', vcsId: String(body.id) },
      ...{ cloneUrl: `${gitea.url}/${slug}.git`, htmlUrl: null, private: hidden, fork: false },
      ...{ defaultBranch: 'main', description: null },
    };
    // A real one may have been quicker.
    const row = (await known()) ?? (await store.repositories.insert(made).catch(known));
    return row!.id;
  }
  const post = (path: string) => platform.api.post<WireRepository>(path);
  const hooksOf = async (slug: string) =>
    (await gitea.call<Hook[]>(ada, `GET /repos/${slug}/hooks`)).body;
  const keysOf = async (slug: string) =>
    (await gitea.call<Key[]>(ada, `GET /repos/${slug}/keys`)).body;
  /** What there is in place of a build that has ended. Throws it. */
  async function stateOf(id: number, builds: readonly WireBuild[]): Promise<undefined> {
    const row = await store.repositories.get(id);
    const { requests } = await platform.api.get<{ requests: object[] }>(`/v3/repo/${id}/requests`);
    const jobs = await Promise.all(
      builds.map((one) => platform.api.get<object>(`/v3/build/${one.id}/jobs`)),
    );
    throw new Error(JSON.stringify({ row, requests, builds, jobs }));
  }
  const isActive = async (id: number) =>
    (await platform.api.get<WireRepository>(`/v3/repo/${id}`)).active;

  it('15. Activation makes webhook and key of a private repository, builds it by them, and is repeatable', async () => {
    const id = await found(ada, 'secret', true);
    expect(await post(`/v3/repo/${id}/activate`)).toMatchObject({
      ...{ active: true, hook: { installed: true } },
    });
    const [hook] = await hooksOf('ada/secret');
    expect(hook?.config.url).toMatch(new RegExp(`/hooks/work/${id}$`));
    const [key] = await keysOf('ada/secret');
    expect(key).toMatchObject({ read_only: true });
    const build = await until('its first build', async () => {
      const path = `/v3/repo/${id}/builds?include=build.commit`;
      const { builds } = await platform.api.get<{ builds: WireBuild[] }>(path);
      return builds.find((one) => one.finished_at) ?? (await stateOf(id, builds));
    });
    const { jobs } = await platform.api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
    const log = await platform.api.text(`/v3/job/${jobs[0]?.id}/log.txt`);
    expect(build, log).toMatchObject({ state: 'passed' });
    expect(log).toContain(`ssh://git@127.0.0.1:${gitea.sshPort}/ada/secret.git`);
    expect(log).toContain('from gitea');
    expect((await store.repositories.sealed(id))?.credential).toBeNull();
    await until('its status', async () => {
      const path = `GET /repos/ada/secret/statuses/${build.commit?.sha}`;
      const { body } = await gitea.call<{ status: string }[]>(ada, path);
      return body.find(({ status }) => status === 'success');
    });
    await post(`/v3/repo/${id}/activate`);
    expect(await hooksOf('ada/secret')).toMatchObject([{ id: hook?.id }]);
    expect(await keysOf('ada/secret')).toMatchObject([{ id: key?.id }]);
  });

  it('15. Activation adopts our webhook, tests it, and mends one that was switched off', async () => {
    const id = await found(ada, 'tested', false);
    const health = () => platform.api.get<WireHookHealth>(`/v3/repo/${id}/hook/health`);
    expect(await health()).toMatchObject({ installed: false, last_delivery_at: null });
    await post(`/v3/repo/${id}/activate`);
    expect(await health()).toMatchObject({ installed: true, problem: null });
    await post(`/v3/repo/${id}/hook/test`);
    await until('the delivery', async () => (await health()).last_delivery_at ?? undefined);
    const [{ id: hook } = { id: 0 }] = await hooksOf('ada/tested');
    await gitea.call(ada, `PATCH /repos/ada/tested/hooks/${hook}`, { active: false });
    expect((await health()).problem).toMatch(/switched off/);
    await post(`/v3/repo/${id}/activate`);
    expect(await health()).toMatchObject({ installed: true, problem: null });
  });

  it('17. Deactivation takes webhook and key away, and stays off', async () => {
    const id = await found(ada, 'gone', true);
    await post(`/v3/repo/${id}/activate`);
    const off = await post(`/v3/repo/${id}/deactivate`);
    expect(off).toMatchObject({ active: false, hook: { installed: false } });
    expect(await hooksOf('ada/gone')).toEqual([]);
    expect(await keysOf('ada/gone')).toEqual([]);
  });

  it('16. Activation is refused to who may not administer it there, and leaves nothing', async () => {
    const id = await found(bob, 'theirs', false);
    const collaborator = { permission: 'write' };
    await gitea.call(bob, 'PUT /repos/bob/theirs/collaborators/ada', collaborator);
    await expect(post(`/v3/repo/${id}/activate`)).rejects.toThrow(/may not administer bob\/theirs/);
    expect(await isActive(id)).toBe(false);
    expect((await gitea.call<Hook[]>(bob, 'GET /repos/bob/theirs/hooks')).body).toEqual([]);
  });

  it('16. Activation takes back what it made where a later part is refused', async () => {
    const id = await found(ada, 'half', true);
    await platform.api.get(`/v3/repo/${id}/key_pair/generated`);
    const { sshPublicKey } = await import('../../../plugins/api/src/activation/ssh-public-key.js');
    const { publicKey } = (await store.repositories.get(id))!;
    // A key of a person cannot be a deploy key as well.
    const own = { title: 'mine', key: sshPublicKey(publicKey!) };
    expect((await gitea.call(ada, 'POST /user/keys', own)).status).toBe(201);
    await expect(post(`/v3/repo/${id}/activate`)).rejects.toThrow(/does not take the key/);
    expect(await isActive(id)).toBe(false);
    expect(await hooksOf('ada/half')).toEqual([]);
    const [{ id: key } = { id: 0 }] = (await gitea.call<Key[]>(ada, 'GET /user/keys')).body;
    await gitea.call(ada, `DELETE /user/keys/${key}`);
    expect(await post(`/v3/repo/${id}/activate`)).toMatchObject({ active: true });
  });

  it('17. Deactivation with a dead token succeeds, and says what is left', async () => {
    const id = await found(ada, 'dead', true);
    await post(`/v3/repo/${id}/activate`);
    await setToken(identityId, '0'.repeat(40));
    try {
      await expect(post(`/v3/repo/${id}/activate`)).rejects.toThrow(/401|refused|ended/);
      const off = await post(`/v3/repo/${id}/deactivate`);
      expect(off).toMatchObject({ active: false, hook: { installed: true } });
      expect(off.hook?.message).toContain('deploy key may still be there');
      expect(await hooksOf('ada/dead')).toHaveLength(1);
    } finally {
      await setToken(identityId, ada.token);
    }
  });

  it('15. Activation is left to looking where who asks is not known at the host', async () => {
    const id = await found(ada, 'open', false);
    await store.identities.unlink((await store.identities.get(identityId))!.userId, identityId);
    const on = await post(`/v3/repo/${id}/activate`);
    expect(on).toMatchObject({ active: true, hook: { installed: false } });
    expect(on.hook?.message).toContain('found by looking');
  });
});
