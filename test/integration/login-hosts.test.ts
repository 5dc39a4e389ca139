/** The login plugins of code hosts against stand-ins that refuse what the hosts refuse. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  tokens,
  type Commands,
  type LoginMethod,
  type LogReader,
  type Plugin,
} from '@turnpike/sdk';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '@turnpike/plugin-api';
import { plugin as bitbucket } from '@turnpike/plugin-login-bitbucket';
import { plugin as gitea } from '@turnpike/plugin-login-gitea';
import { plugin as github } from '@turnpike/plugin-login-github';
import { plugin as gitlab } from '@turnpike/plugin-login-gitlab';
import { APP, startOAuthHost, type OAuthHost, type OAuthKind } from '../support/oauth-host.js';

interface Case {
  readonly kind: string;
  readonly plugin: Plugin;
  readonly host: OAuthKind;
  /** Beside `url`, where the API is not below it. */
  readonly apiAtRoot?: boolean;
  /** The host is below this path. */
  readonly prefix?: string;
  readonly scopes: string | null;
  readonly person: object;
  readonly hostUserId: string;
}
const OAUTH = { code: 'invalid_grant', secret: 'invalid_client', redirect: 'invalid_grant' };

const CASES: readonly Case[] = [
  {
    kind: 'github',
    plugin: github,
    host: {
      authorize: '/login/oauth/authorize',
      token: '/login/oauth/access_token',
      errorStatus: 200,
      words: {
        code: 'bad_verification_code',
        secret: 'incorrect_client_credentials',
        redirect: 'redirect_uri_mismatch',
      },
      credentials: 'body',
      grant: { scope: 'read:org,repo,user:email', refresh_token: undefined },
      api: {
        '/api/v3/user': { id: 7, login: 'mira', name: 'Mira', avatar_url: null, email: 'x@x.x' },
        '/api/v3/user/emails': [
          { email: 'old@example.com', primary: false, verified: true },
          { email: 'mira@example.com', primary: true, verified: true },
        ],
        '/api/v3/user/orgs': [{ login: 'acme' }],
      },
    },
    scopes: 'read:user user:email read:org repo',
    person: { login: 'mira', name: 'Mira', email: 'mira@example.com' },
    hostUserId: '7',
  },
  {
    kind: 'gitea',
    plugin: gitea,
    host: {
      authorize: '/login/oauth/authorize',
      token: '/login/oauth/access_token',
      errorStatus: 400,
      words: { ...OAUTH, secret: 'unauthorized_client' },
      credentials: 'body',
      grant: { expires_in: 3600 },
      api: {
        '/api/v1/user': { id: 8, login: 'mira', full_name: '', avatar_url: 'https://a.example/8' },
        '/api/v1/user/emails': [{ email: 'mira@example.com', primary: true, verified: false }],
        '/api/v1/user/orgs': [{ username: 'acme' }],
      },
    },
    scopes: 'read:user read:organization write:repository',
    person: { login: 'mira', name: null, email: null },
    hostUserId: '8',
  },
  {
    kind: 'gitlab',
    plugin: gitlab,
    host: {
      authorize: '/oauth/authorize',
      token: '/oauth/token',
      errorStatus: 400,
      words: OAUTH,
      credentials: 'body',
      grant: { expires_in: 7200, scope: 'api' },
      redirectOnRefresh: true,
      api: {
        '/api/v4/user': {
          ...{ id: 9, username: 'mira', name: 'Mira', email: 'mira@example.com' },
          confirmed_at: '2026-01-01T00:00:00Z',
        },
        '/api/v4/groups': [{ full_path: 'acme' }],
      },
    },
    scopes: 'api',
    person: { login: 'mira', name: 'Mira', email: 'mira@example.com' },
    hostUserId: '9',
  },
  {
    kind: 'bitbucket',
    plugin: bitbucket,
    apiAtRoot: true,
    host: {
      authorize: '/site/oauth2/authorize',
      token: '/site/oauth2/access_token',
      errorStatus: 400,
      words: OAUTH,
      credentials: 'basic',
      grant: { expires_in: 7200, scopes: 'account repository' },
      api: {
        '/2.0/user': { uuid: '{1-2}', nickname: 'mira', display_name: 'Mira', links: {} },
        '/2.0/user/emails': {
          values: [{ email: 'mira@example.com', is_primary: true, is_confirmed: true }],
        },
        '/2.0/user/workspaces': {
          values: [{ type: 'workspace_access', workspace: { slug: 'acme' } }],
        },
      },
    },
    scopes: null,
    person: { login: 'mira', name: 'Mira', email: 'mira@example.com' },
    hostUserId: '{1-2}',
  },
  {
    kind: 'bitbucket-datacenter',
    plugin: bitbucket,
    prefix: '/code',
    host: {
      authorize: '/code/rest/oauth2/latest/authorize',
      token: '/code/rest/oauth2/latest/token',
      errorStatus: 400,
      words: OAUTH,
      credentials: 'body',
      grant: { expires_in: 7200, scope: 'REPO_ADMIN' },
      redirectOnRefresh: true,
      api: {
        '/code/plugins/servlet/applinks/whoami': 'mira\n',
        '/code/rest/api/1.0/users/mira': {
          ...{ id: 10, name: 'mira', slug: 'mira', displayName: 'Mira' },
          emailAddress: 'mira@example.com',
        },
        '/code/rest/api/1.0/projects?permission=PROJECT_WRITE&limit=100': {
          ...{ values: [{ key: 'TOOLS' }], isLastPage: false, nextPageStart: 1 },
        },
        '/code/rest/api/1.0/projects?permission=PROJECT_WRITE&limit=100&start=1': {
          ...{ values: [{ key: 'ACME' }], isLastPage: true, nextPageStart: null },
        },
      },
    },
    scopes: 'REPO_ADMIN',
    person: { login: 'mira', name: 'Mira', email: null },
    hostUserId: '10',
  },
];

describe.each(CASES)('login-$kind', ({ kind, plugin, host: of, ...expected }) => {
  let hub: OAuthHost;
  let platform: TestHost;
  afterEach(async () => {
    await platform.stop();
    await hub.close();
  });

  async function boot(more: object = {}): Promise<void> {
    hub = await startOAuthHost(of);
    const entry = {
      id: 'hub',
      kind,
      url: `${hub.url}${expected.prefix ?? ''}`,
      ...APP,
      registration: 'open',
      ...more,
    };
    platform = await startTestHost({
      plugins: [plugin, api],
      values: {
        hosts: [{ ...entry, ...(expected.apiAtRoot ? { apiUrl: hub.url } : {}) }],
        database: { url: 'sqlite::memory:' },
      },
      provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
      allTaps: true,
      faults: 'kept',
    });
    hub.redirectUri = `${platform.url}/auth/hub/callback`;
  }

  async function go(url: string, cookie = '') {
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    const to = answer.headers.get('location') ?? '';
    return { status: answer.status, to, cookies, text: await answer.text() };
  }
  /** Where the host sends the browser back to, and the cookie that it comes with. */
  async function atHost() {
    const start = await go(`${platform.url}/auth/hub/start`);
    const { to } = await go(start.to);
    return { back: to, cookie: start.cookies.join('; ') };
  }
  const problem = ({ text }: { readonly text: string }) => /#problem=([\w-]+)/.exec(text)?.[1];
  const method = () => platform.resolve(tokens.logins)[0] as LoginMethod;
  const store = () => platform.resolve(tokens.store);

  it('signs in, and knows who it is by the number of the host', async () => {
    await boot();
    const { back, cookie } = await atHost();
    const came = await go(back, cookie);
    expect([came.status, came.to]).toEqual([303, `${platform.url}/`]);
    expect(hub.asked[0]?.get('scope') ?? null).toBe(expected.scopes);
    expect(hub.asked[0]?.get('code_challenge_method')).toBe('S256');
    expect(await store().users.byLogin('mira')).toMatchObject(expected.person);
    const identity = await store().identities.byHostUser('hub', expected.hostUserId);
    expect(identity).toMatchObject({ login: 'mira' });
    const sealed = await store().identities.tokens(identity?.id ?? 0);
    const token = platform.resolve(tokens.secrets).open(sealed?.token ?? '');
    expect(hub.read.every((one) => one.token === token)).toBe(true);
    const paths = hub.read.map(({ path }) => path);
    expect(paths).not.toContain(Object.keys(of.api).at(-1)?.replace(/\?.*$/, ''));
  });

  it('lets in members of an organization that is named', async () => {
    await boot({ allowedOrganizations: ['ACME'] });
    const first = await atHost();
    expect((await go(first.back, first.cookie)).status).toBe(303);
    await platform.stop();
    await hub.close();
    await boot({ allowedOrganizations: ['others'] });
    const second = await atHost();
    expect(problem(await go(second.back, second.cookie))).toBe('not-allowed');
  });

  it('shows words for a code that was used, with nobody let in', async () => {
    await boot();
    const first = await atHost();
    await go(first.back, first.cookie);
    const second = await atHost();
    const stolen = new URL(second.back);
    stolen.searchParams.set('code', new URL(first.back).searchParams.get('code') ?? '');
    const page = await go(stolen.href, second.cookie);
    expect([page.status, problem(page), page.cookies]).toEqual([403, 'refused', []]);
  });

  it('tells administrators where the application is not accepted', async () => {
    await boot({ clientSecret: 'wrong' });
    const { back, cookie } = await atHost();
    expect(problem(await go(back, cookie))).toBe('misconfigured');
    const { rows } = await store().audit.list({ action: 'session.refused' }, { limit: 1 });
    expect(rows[0]?.after?.['reason']).toContain(of.words.secret);
    expect(JSON.stringify(rows)).not.toContain('wrong');
  });

  it('is refused with a code that began with another challenge', async () => {
    await boot();
    const [one, two] = [await atHost(), await atHost()];
    const mixed = new URL(one.back);
    mixed.searchParams.set('code', new URL(two.back).searchParams.get('code') ?? '');
    expect(problem(await go(mixed.href, one.cookie))).toBe('refused');
  });

  it('is refused where another host answers', async () => {
    await boot();
    const { back, cookie } = await atHost();
    expect(problem(await go(`${back}&iss=https%3A%2F%2Fevil.example`, cookie))).toBe('refused');
    expect(hub.forms).toEqual([]);
  });

  it.skipIf(kind === 'github')('renews a token once', async () => {
    await boot();
    const { back, cookie } = await atHost();
    await go(back, cookie);
    const identity = await store().identities.byHostUser('hub', expected.hostUserId);
    expect(identity?.expiresAt).toBeGreaterThan(Date.now());
    const sealed = await store().identities.tokens(identity?.id ?? 0);
    const renewal = platform.resolve(tokens.secrets).open(sealed?.refresh ?? '');
    const next = await method().refresh?.(renewal);
    expect(next?.refreshToken).not.toBe(renewal);
    await expect(method().refresh?.(renewal)).rejects.toMatchObject({
      code: 'TURNPIKE_ACCESS_DENIED',
    });
  });

  it('says so while the host is down', async () => {
    await boot();
    const { back, cookie } = await atHost();
    await hub.close();
    const page = await go(back, cookie);
    expect([page.status, problem(page)]).toEqual([502, 'unavailable']);
  });
});

describe('login-bitbucket', () => {
  const [cloud, dataCenter] = CASES.slice(-2) as [Case, Case];
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  async function methods(
    hosts: readonly object[],
    more: object = {},
  ): Promise<readonly LoginMethod[]> {
    const host = await startTestHost({ plugins: [bitbucket], values: { hosts, ...more } });
    stops.push(() => host.stop());
    return host.resolve(tokens.logins);
  }
  const sent = {
    ...{ redirectUri: 'https://ci.example.com/auth/hub/callback', state: 's', nonce: 'n' },
    ...{ codeChallenge: 'c', codeVerifier: 'v' },
  };

  it('leads to Cloud and to Data Center beside one another, each by its own way', async () => {
    const url = 'https://code.example.com/bitbucket';
    const found = await methods(
      [
        { ...APP, id: 'cloud', kind: cloud.kind, url: 'https://bitbucket.org' },
        { ...APP, id: 'code', kind: dataCenter.kind, url },
        { id: 'nobody', kind: dataCenter.kind, url: 'https://other.example.com' },
      ],
      { 'login-bitbucket': { scopes: ['REPO_READ', 'PUBLIC_REPOS'] } },
    );
    const ways = found.map(async (method) => {
      const at = new URL((await method.authorize?.(sent)) ?? '');
      const scope = at.searchParams.get('scope');
      return [method.id, method.title, `${at.origin}${at.pathname}`, scope];
    });
    expect(await Promise.all(ways)).toEqual([
      ['cloud', 'Bitbucket', 'https://bitbucket.org/site/oauth2/authorize', null],
      [
        ...['code', 'Bitbucket (code.example.com)', `${url}/rest/oauth2/latest/authorize`],
        'REPO_READ PUBLIC_REPOS',
      ],
    ]);
  });

  it('lets nobody in whom Data Center does not name', async () => {
    const whoami = '/code/plugins/servlet/applinks/whoami';
    const api = { ...dataCenter.host.api, [whoami]: '' };
    const hub = await startOAuthHost({ ...dataCenter.host, api });
    stops.push(() => hub.close());
    hub.redirectUri = sent.redirectUri;
    const entry = { ...APP, id: 'hub', kind: dataCenter.kind, url: `${hub.url}/code` };
    const [method] = await methods([entry]);
    const start = (await method?.authorize?.(sent)) ?? '';
    // Without a challenge any verifier fits.
    const plain = start.replace(/&code_challenge=[^&]*/, '');
    const back = await fetch(plain, { redirect: 'manual' });
    const callbackUrl = back.headers.get('location') ?? '';
    const refused = { code: 'TURNPIKE_ACCESS_DENIED' };
    await expect(method?.exchange?.({ ...sent, callbackUrl })).rejects.toMatchObject(refused);
    expect(hub.read.map(({ path }) => path)).toEqual([whoami]);
  });
});
