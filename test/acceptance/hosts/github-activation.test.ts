/** Repositories of GitHub are switched on and off; what GitHub refuses leaves everything as it was. */
import type { WireBuild, WireHookHealth, WireRepository } from '@turnpike/core/contracts';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { GithubHost } from '../../support/github-host/github-host.js';
import { entryOf, found, link, platformAt, storeOf } from '../../support/github-host/linked.js';
import { refused, type HostPerson, type HostRepository } from '../../support/github-host/world.js';

const EVENTS = ['push', 'pull_request', 'create', 'delete', 'repository', 'member', 'release'];
const FILES = { '.travis.yml': 'language: shell\nscript: "true"\n' };

describe('activation at GitHub', { timeout: 300_000 }, () => {
  let github: GithubHost;
  let platform: TestPlatform;
  let ada: HostPerson;

  beforeAll(async () => {
    github = await GithubHost.start();
    platform = await platformAt(entryOf(github), 'dummy');
    ada = github.person('ada');
    await link(platform, 'work', ada);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    github.close();
  }, 60_000);
  afterEach(() => {
    github.fault = undefined;
    github.deadTokens.clear();
    expect(github.oddities.splice(0)).toEqual([]);
  });

  const post = (path: string) => platform.api.post<WireRepository>(path);
  const sign = (id: number, on: boolean) => post(`/v3/repo/${id}/${on ? '' : 'de'}activate`);
  const isActive = async (id: number) =>
    (await platform.api.get<WireRepository>(`/v3/repo/${id}`)).active;
  async function repository(
    name: string,
    hidden: boolean,
  ): Promise<{ at: HostRepository; id: number }> {
    const at = github.repository(ada, name, { private: hidden, files: FILES });
    return { at, id: await found(platform, 'work', at, github) };
  }
  /** What a try may not change. */
  const here = async (id: number) => {
    const row = await storeOf(platform).repositories.get(id);
    return { active: row?.active, activation: row?.activation ?? null };
  };
  const foreign = (number: number) => ({
    ...{ id: 10_000 + number, active: true, events: ['issues'] },
    config: { url: `https://other.example/${number}`, content_type: 'json' },
    last_response: { code: 200, status: 'active', message: 'OK' },
  });

  it('15. Activation makes a webhook with secret and exact events and a key that reads, and a first build', async () => {
    const { at, id } = await repository('secret', true);
    expect(await sign(id, true)).toMatchObject({ active: true, hook: { installed: true } });
    expect(at.hooks).toMatchObject([
      {
        ...{ active: true, events: EVENTS },
        config: {
          ...{ url: expect.stringMatching(new RegExp(`/hooks/work/${id}$`)), content_type: 'json' },
          ...{ insecure_ssl: '0', secret: expect.stringMatching(/^.{32,}$/) },
        },
      },
    ]);
    expect(at.keys).toMatchObject([{ read_only: true, key: expect.stringMatching(/^ssh-rsa A/) }]);
    expect((await storeOf(platform).repositories.get(id))?.activation?.sshUrl).toBe(
      'git@127.0.0.1:ada/secret.git',
    );
    await until('its first build', async () => {
      const path = `/v3/repo/${id}/builds`;
      const { builds } = await platform.api.get<{ builds: WireBuild[] }>(path);
      return builds.find((one) => one.state === 'passed');
    });
    const before = structuredClone({ hooks: at.hooks, keys: at.keys });
    await sign(id, true);
    expect({ hooks: at.hooks, keys: at.keys }).toEqual(before);
  });

  it('15. Activation adopts our webhook on page 2 of the list, and renews what it lacks', async () => {
    const { at, id } = await repository('crowded', false);
    await sign(id, true);
    const [ours] = at.hooks.splice(0);
    at.hooks.push(...Array.from({ length: 104 }, (_, number) => foreign(number)), ours!);
    const health = () => platform.api.get<WireHookHealth>(`/v3/repo/${id}/hook/health`);
    expect(await health()).toMatchObject({ installed: true, problem: null });
    const { url, secret } = ours!.config as { url: string; secret: string };
    Object.assign(ours!, { events: ['push'], config: { url, content_type: 'form' } });
    expect((await health()).problem).toMatch(/does not tell of: pull_request/);
    await sign(id, true);
    expect(at.hooks).toHaveLength(105);
    expect(at.hooks.at(-1)).toMatchObject({
      id: ours!.id,
      events: EVENTS,
      config: { url, secret },
    });
    ours!.last_response = { code: 502, status: 'failed', message: 'Bad Gateway' };
    expect((await health()).problem).toMatch(/answered with 502/);
    await post(`/v3/repo/${id}/hook/test`);
    expect(github.calls.at(-1)).toMatchObject({
      method: 'POST',
      path: expect.stringMatching(/\/pings$/),
    });
  });

  it('15. Activation is refused to who may not administer the repository there', async () => {
    const { at, id } = await repository('theirs', false);
    at.rights.set('ada', 'write');
    await expect(sign(id, true)).rejects.toThrow(/ada may not administer ada\/theirs/);
    expect(await isActive(id)).toBe(false);
    expect(at.hooks).toEqual([]);
  });

  const isHooks = (path: string) => path.endsWith('/hooks');
  const isKeys = (path: string) => path.endsWith('/keys');
  it.each<[string, (path: string) => boolean, number, string, RegExp]>([
    [
      '403 at the webhook',
      isHooks,
      403,
      'Resource protected by organization SAML enforcement',
      /403.*SAML/,
    ],
    ['404 at the webhook', isHooks, 404, 'Not Found', /404 Not Found/],
    ['422 at the webhook', isHooks, 422, 'Validation Failed', /422/],
    ['500 at the webhook', isHooks, 500, 'Server Error', /does not answer/],
    ['403 at the key', isKeys, 403, 'Must have admin rights to Repository.', /403 Must have admin/],
    ['404 at the key', isKeys, 404, 'Not Found', /404 Not Found/],
    ['502 at the key', isKeys, 502, 'Bad Gateway', /does not answer/],
  ])(
    '16. Activation failing with %s leaves all as it was',
    async (_what, isPart, status, message, words) => {
      const { at, id } = await repository(`half-${status}-${github.calls.length}`, true);
      const before = await here(id);
      github.fault = ({ method, path }) =>
        method === 'POST' && isPart(path) ? refused(status, message) : undefined;
      await expect(sign(id, true)).rejects.toThrow(words);
      expect(await here(id)).toEqual(before);
      expect([at.hooks, at.keys]).toEqual([[], []]);
      github.fault = undefined;
      expect(await sign(id, true)).toMatchObject({ active: true });
      expect([at.hooks.length, at.keys.length]).toEqual([1, 1]);
    },
  );

  it('16. Activation failing by a timeout takes back what was made without a word', async () => {
    const { at, id } = await repository('late', true);
    github.fault = ({ method, path }) => (method === 'POST' && isHooks(path) ? 'late' : undefined);
    await expect(sign(id, true)).rejects.toThrow(/does not answer/);
    expect([await isActive(id), at.hooks, at.keys]).toEqual([false, [], []]);
  });

  it('16. Activation failing since deploy keys are disabled or the key is in use says the way out', async () => {
    const { at, id } = await repository('keyless', true);
    at.keysDisabled = true;
    await expect(sign(id, true)).rejects.toMatchObject({
      message: expect.stringMatching(/Deploy keys are disabled/),
    });
    expect([await isActive(id), at.hooks, at.keys]).toEqual([false, [], []]);
    at.keysDisabled = false;
    const { sshPublicKey } = await import('../../../plugins/api/src/activation/ssh-public-key.js');
    const { publicKey } = (await storeOf(platform).repositories.get(id))!;
    const free = github.useKeyElsewhere(sshPublicKey(publicKey!));
    await expect(sign(id, true)).rejects.toThrow(/key is already in use/);
    expect([await isActive(id), at.hooks, at.keys]).toEqual([false, [], []]);
    free();
    expect(await sign(id, true)).toMatchObject({ active: true });
  });

  it('17. Deactivation takes webhook and key away', async () => {
    const { at, id } = await repository('gone', true);
    await sign(id, true);
    expect(await sign(id, false)).toMatchObject({ active: false, hook: { installed: false } });
    expect([at.hooks, at.keys]).toEqual([[], []]);
  });

  it('17. Deactivation with a dead token succeeds here and tells what to remove at the host', async () => {
    const { at, id } = await repository('dead', true);
    await sign(id, true);
    github.deadTokens.add(ada.token);
    const off = await sign(id, false);
    expect(off).toMatchObject({ active: false, hook: { installed: true } });
    expect(off.hook?.message).toMatch(/webhook/);
    expect(off.hook?.message).toMatch(/deploy key may still be there/);
    expect([at.hooks.length, at.keys.length]).toEqual([1, 1]);
  });
});
