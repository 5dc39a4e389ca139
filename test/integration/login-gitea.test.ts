/** People sign in at a real Gitea. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { liveToken } from '@turnpike/sdk/store';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '@turnpike/plugin-api';
import { plugin as login } from '@turnpike/plugin-login-gitea';
import { plugin as vcs } from '@turnpike/plugin-vcs-gitea';
import { startGitea, type Gitea, type GiteaUser } from '../support/gitea.js';
import { freePort } from '../support/mosquitto.js';

const gitea = await startGitea();

/** A browser that keeps cookies and follows nothing by itself. Cookies do not tell ports apart, nor does it. */
function browser() {
  const jar = new Map<string, string>();
  return async (url: string, form?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const post = form ? { method: 'POST', body: form } : {};
    const headers = { cookie, origin: new URL(url).origin };
    const answer = await fetch(url, { redirect: 'manual', headers, ...post });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    const to = location === null ? '' : new URL(location, url).href;
    return { status: answer.status, to, text: await answer.text() };
  };
}
type Go = ReturnType<typeof browser>;

/** What a form of a page sends if nothing is typed. */
function hiddenOf(page: string): URLSearchParams {
  const form = new URLSearchParams();
  for (const [tag] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    if (name) form.append(name, value.replaceAll('&amp;', '&').replaceAll('&#43;', '+'));
  }
  return form;
}

describe.skipIf(!gitea)('login-gitea at a real Gitea', () => {
  const host = gitea as Gitea;
  let mira: GiteaUser;
  let platform: TestHost;

  beforeAll(async () => {
    mira = await host.user('mira');
    await host.call(host.admin, 'POST /orgs', { username: 'acme' });
  });
  afterEach(() => platform.stop());
  afterAll(() => host.remove());

  async function boot(more: object = {}): Promise<void> {
    const port = await freePort();
    const { body: app } = await host.call<{ client_id: string; client_secret: string }>(
      host.admin,
      'POST /user/applications/oauth2',
      {
        name: 'Turnpike',
        redirect_uris: [`http://127.0.0.1:${port}/auth/work/callback`],
        confidential_client: true,
      },
    );
    const { client_id: clientId, client_secret: clientSecret } = app;
    const entry = { id: 'work', kind: 'gitea', url: host.url, clientId, clientSecret };
    platform = await startTestHost({
      plugins: [login, vcs, api],
      values: {
        hosts: [{ ...entry, registration: 'open', ...more }],
        http: { port },
        database: { url: 'sqlite::memory:' },
      },
      provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
      allTaps: true,
      faults: 'kept',
    });
  }

  /** Through the forms of Gitea; answers what the platform says in the end. */
  async function signIn(go: Go) {
    const { to } = await go(`${platform.url}/auth/work/start?return=/-/account`);
    const form = hiddenOf((await go(`${host.url}/user/login`)).text);
    form.set('user_name', mira.login);
    form.set('password', mira.password);
    await go(`${host.url}/user/login`, form);
    let page = await go(to);
    if (page.to === '') {
      const grant = hiddenOf(page.text);
      grant.set('granted', 'true');
      page = await go(`${host.url}/login/oauth/grant`, grant);
    }
    expect(page.to, page.text.slice(0, 2000)).toContain('/auth/work/callback?');
    return go(page.to);
  }

  it('lets them in with their name and a token that is renewed once', async () => {
    await boot();
    const go = browser();
    const done = await signIn(go);
    expect([done.status, done.to]).toEqual([303, `${platform.url}/-/account`]);
    const { text } = await go(`${platform.url}/v3/session`);
    expect(JSON.parse(text)).toMatchObject({
      user: { login: 'mira', email: 'mira@example.test' },
      // The way by the host is enough.
      ...{ password_needed: false, has_password: false },
    });
    const { store, secrets, clock, vcsProviders } = platform.resolveAll({
      store: tokens.store,
      secrets: tokens.secrets,
      clock: tokens.clock,
      vcsProviders: tokens.vcsProviders,
    });
    const [identity] = await store.identities.list(0, 10);
    expect(identity).toMatchObject({ host: 'work', login: 'mira' });
    const id = identity?.id ?? 0;
    const provider = vcsProviders.find((one) => one.id === 'work') ?? {};
    const before = await liveToken({ store, secrets, clock, provider }, id);
    const sealed = await store.identities.tokens(id);
    await store.identities.setTokens(id, {
      token: sealed?.token ?? null,
      refresh: sealed?.refresh ?? null,
      scopes: [],
      expiresAt: 1,
    });
    const after = await liveToken({ store, secrets, clock, provider }, id);
    expect(after).not.toBe(before);
    const me = await fetch(`${host.url}/api/v1/user`, {
      headers: { authorization: `Bearer ${after}` },
    });
    expect(await me.json()).toMatchObject({ login: 'mira' });
  });

  it('lets in members of a named organization only', async () => {
    await boot({ allowedOrganizations: ['acme'] });
    const refused = await signIn(browser());
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('#problem=not-allowed');
    const teams = await host.call<{ id: number }[]>(host.admin, 'GET /orgs/acme/teams');
    await host.call(host.admin, `PUT /teams/${teams.body[0]?.id}/members/mira`);
    expect((await signIn(browser())).status).toBe(303);
  });
});
