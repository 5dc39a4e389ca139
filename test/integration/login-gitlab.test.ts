/** People sign in at a GitLab, whose tokens end after two hours and are renewed by others that are good once. */
import { plugin as api } from '@turnpike/plugin-api';
import { plugin as login } from '@turnpike/plugin-login-gitlab';
import { plugin as vcs } from '@turnpike/plugin-vcs-gitlab';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { liveToken } from '@turnpike/sdk/store';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitlabHost } from '../support/gitlab-host/gitlab-host.js';
import { LAB_APP } from '../support/gitlab-host/oauth.js';
import type { LabPerson } from '../support/gitlab-host/world.js';
import { freePort } from '../support/mosquitto.js';

describe('login-gitlab', () => {
  let gitlab: GitlabHost;
  let mira: LabPerson;
  let platform: TestHost;

  beforeEach(async () => {
    gitlab = await GitlabHost.start('/gitlab');
    mira = gitlab.person('mira');
    gitlab.oauth.signedIn = mira;
    const port = await freePort();
    gitlab.oauth.redirectUri = `http://127.0.0.1:${port}/auth/lab/callback`;
    const entry = { id: 'lab', kind: 'gitlab', url: gitlab.url, registration: 'open' };
    platform = await startTestHost({
      plugins: [login, vcs, api],
      values: {
        hosts: [{ ...entry, ...LAB_APP }],
        http: { port },
        database: { url: 'sqlite::memory:' },
      },
      provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
      allTaps: true,
      faults: 'kept',
    });
  });
  afterEach(async () => {
    await platform.stop();
    await gitlab.close();
    expect(gitlab.oddities.splice(0)).toEqual([]);
  });

  /** Answers the identity. */
  async function signIn(): Promise<number> {
    const start = await fetch(`${platform.url}/auth/lab/start?return=/-/account`, {
      redirect: 'manual',
    });
    const cookie = start.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const at = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
    const back = at.headers.get('location') ?? '';
    expect(back, await at.text()).toContain('/auth/lab/callback?');
    const done = await fetch(back, { redirect: 'manual', headers: { cookie } });
    expect([done.status, done.headers.get('location')]).toEqual([303, `${platform.url}/-/account`]);
    const [identity] = await platform.resolve(tokens.store).identities.list(0, 10);
    expect(identity).toMatchObject({ host: 'lab', login: 'mira', hostUserId: String(mira.id) });
    return identity!.id;
  }

  function ports() {
    const { store, secrets, clock, vcsProviders } = platform.resolveAll({
      ...{ store: tokens.store, secrets: tokens.secrets, clock: tokens.clock },
      vcsProviders: tokens.vcsProviders,
    });
    return { store, secrets, clock, provider: vcsProviders.find(({ id }) => id === 'lab')! };
  }
  async function end(id: number): Promise<void> {
    const { store } = ports();
    const sealed = (await store.identities.tokens(id))!;
    const { token, refresh } = sealed;
    await store.identities.setTokens(id, { token, refresh, scopes: [], expiresAt: 1 });
  }

  it('8. GitLab: twenty at once with a token that has ended renew it once, and all get the new one', async () => {
    const id = await signIn();
    const before = await liveToken(ports(), id);
    await end(id);
    const all = await Promise.all(Array.from({ length: 20 }, () => liveToken(ports(), id)));
    expect(new Set(all).size).toBe(1);
    expect(all[0]).not.toBe(before);
    expect(gitlab.oauth.renewals).toBe(1);
    const { provider } = ports();
    expect(await provider.whoAmI!(all[0]!)).toMatchObject({ login: 'mira' });
    // The old one is void from then on.
    await expect(provider.whoAmI!(before!)).rejects.toMatchObject({
      code: 'TURNPIKE_AUTH_INVALID',
    });
    await end(id);
    expect(await liveToken(ports(), id)).not.toBe(all[0]);
    expect(gitlab.oauth.renewals).toBe(2);
  });

  it('8. GitLab: an answer that is lost ends in signing in again, without a loop', async () => {
    const id = await signIn();
    await end(id);
    gitlab.oauth.losesAnswers = true;
    await expect(liveToken(ports(), id)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    gitlab.oauth.losesAnswers = false;
    for (let twice = 0; twice < 2; twice += 1) expect(await liveToken(ports(), id)).toBeUndefined();
    expect(gitlab.oauth.renewals).toBe(1);
    expect((await ports().store.identities.get(id))?.revokedAt).not.toBeNull();
    expect(await signIn()).toBe(id);
    expect(await liveToken(ports(), id)).toMatch(/^[0-9a-f]{64}$/);
  });
});
