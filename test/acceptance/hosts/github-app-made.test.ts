/** A GitHub App is made from the system page, and works from then on. */
import type { WireBuild, WireHosts, WireRepository } from '@turnpike/core/contracts';
import { createTestRepository, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { GithubHost } from '../../support/github-host/github-host.js';
import { entryOf, found, link, platformAt, storeOf } from '../../support/github-host/linked.js';
import { administratorCookie } from '../../support/session.js';

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

describe('the manifest flow', { timeout: 300_000 }, () => {
  let github: GithubHost;
  let platform: TestPlatform;
  let cookie: string;

  beforeAll(async () => {
    github = await GithubHost.start();
    platform = await platformAt(entryOf(github), 'local');
    cookie = await administratorCookie(platform);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    github.close();
  }, 60_000);

  /** As a browser that keeps its cookies. */
  const browse = async (path: string, more = '') => {
    const answer = await platform.request(path, {
      redirect: 'manual',
      headers: { cookie: [cookie, more].filter(Boolean).join('; ') },
    });
    const set = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { answer, text: await answer.text(), set };
  };
  /** What is on the page: where its form goes, with which fields. */
  async function page(query = '') {
    const { answer, text, set } = await browse(`/auth/work/app${query}`);
    expect(answer.status, text).toBe(200);
    const action = unescaped(/method="post" action="([^"]*)"/.exec(text)?.[1] ?? '');
    const manifest = unescaped(/name="manifest" value="([^"]*)"/.exec(text)?.[1] ?? '');
    return { action, manifest, set, policy: answer.headers.get('content-security-policy') };
  }
  const hosts = async () => (await platform.api.get<WireHosts>('/v3/hosts')).hosts;
  const pathOf = (url: string): string => {
    const { pathname, search } = new URL(url);
    return `${pathname}${search}`;
  };

  it('18. App: the page asks for the least, goes to the host alone, and is for administrators in a session', async () => {
    expect(await hosts()).toMatchObject([{ id: 'work', can_make_app: true, app: null }]);
    const { action, manifest, policy } = await page('?organization=acme');
    expect(action).toMatch(
      new RegExp(`^${github.url}/organizations/acme/settings/apps/new\\?state=`),
    );
    expect(policy).toContain(`form-action 'self' ${github.url};`);
    expect(JSON.parse(manifest)).toMatchObject({
      ...{ public: false, hook_attributes: { active: true, url: `${platform.url}/hooks/work` } },
      redirect_url: `${platform.url}/auth/work/app/callback`,
      callback_urls: [`${platform.url}/auth/work/callback`],
      default_permissions: { contents: 'read', checks: 'write', statuses: 'write' },
    });
    expect(JSON.stringify(JSON.parse(manifest).default_permissions)).not.toContain(
      'administration',
    );
    const evil = await browse('/auth/work/app?organization=a/../../x');
    expect(evil.answer.status).toBe(400);
    expect((await platform.request('/auth/work/app')).status).toBe(401);
    // A token that leaked makes no app.
    const { token } = platform.api;
    const headers = { authorization: `token ${token}` };
    expect((await platform.request('/auth/work/app', { headers })).status).toBe(403);
  });

  it('18. App: what comes back is taken once, from where it began, and is kept sealed', async () => {
    const { action, manifest, set } = await page();
    const back = github.app.accept(action, { manifest });
    const foreign = await browse(pathOf(back));
    expect(foreign.answer.status).toBe(409);
    const login = await browse(pathOf(back).replace('/app/callback', '/callback'), set);
    expect(login.answer.status).not.toBe(303);
    const wrong = await page();
    const madeUp = new URL(github.app.accept(wrong.action, { manifest: wrong.manifest }));
    madeUp.searchParams.set('code', 'guessed');
    expect((await browse(pathOf(madeUp.href), wrong.set)).answer.status).toBe(400);
    expect((await hosts())[0]?.app).toBeNull();

    const again = await page();
    const done = github.app.accept(again.action, { manifest: again.manifest });
    const { answer } = await browse(pathOf(done), again.set);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `${platform.url}/-/system`,
    ]);
    expect((await browse(pathOf(done), again.set)).answer.status).toBe(409);
    expect(await hosts()).toMatchObject([
      { app: { id: String(github.app.id), slug: github.app.slug, client_id: github.app.clientId } },
    ]);
    const row = JSON.stringify(await storeOf(platform).hostApps.get('work'));
    const shown = await platform.api.text('/v3/hosts');
    const audit = await platform.api.text('/v3/audit?limit=100');
    expect(audit).toContain('host.make_app');
    for (const text of [row, shown, audit])
      for (const secret of ['PRIVATE KEY', github.app.clientSecret, github.app.webhookSecret])
        expect(text).not.toContain(secret);
  });

  it('18. App: the configuration works without a restart: a build by its token, a check', async () => {
    const real = await createTestRepository();
    const files = {
      '.travis.yml': 'language: shell\nscript: cat a.txt\n',
      'a.txt': 'by the app\n',
    };
    const sha = await real.commit('First', files);
    const ada = github.person('ada');
    await link(platform, 'work', ada);
    const at = github.repository(ada, 'engine', {
      ...{ private: true, files, sha, gitDir: `${real.path}/.git` },
    });
    github.app.install('ada', [at]);
    const id = await found(platform, 'work', at, github);
    const on = await platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
    expect(on.hook?.message).toContain(github.app.slug);
    await until('a build', async () => {
      const { builds } = await platform.api.get<{ builds: WireBuild[] }>(`/v3/repo/${id}/builds`);
      return builds.find(({ state }) => state === 'passed');
    });
    await until('its check', async () =>
      at.checks.find(({ body }) => body['conclusion'] === 'success'),
    );
    expect([at.hooks, at.keys, at.statuses]).toEqual([[], [], []]);
    await real.remove();
  });

  it('18. App: it is forgotten here, and asked no more', async () => {
    const gone = async () =>
      (
        await platform.request('/v3/host/work/app', {
          method: 'DELETE',
          headers: { authorization: `token ${platform.api.token}` },
        })
      ).status;
    expect(await gone()).toBe(204);
    expect((await hosts())[0]?.app).toBeNull();
    expect(await gone()).toBe(404);
    expect(github.oddities).toEqual([]);
  });
});
