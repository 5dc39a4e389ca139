/** People who signed in at Bitbucket stay signed in: vcs-bitbucket renews what login-bitbucket was given. */
import { plugin as api } from '@turnpike/plugin-api';
import { plugin as login } from '@turnpike/plugin-login-bitbucket';
import { plugin as vcs } from '@turnpike/plugin-vcs-bitbucket';
import {
  tokens,
  type Commands,
  type LogReader,
  type SecretBox,
  type VcsProvider,
} from '@turnpike/sdk';
import { liveToken } from '@turnpike/sdk/store';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, startOAuthHost, type OAuthHost, type OAuthKind } from '../support/oauth-host.js';

const words = { code: 'invalid_grant', secret: 'invalid_client', redirect: 'invalid_grant' };
interface Dialect {
  readonly kind: string;
  readonly hostUserId: string;
  readonly host: OAuthKind;
}
const DIALECTS: readonly Dialect[] = [
  {
    kind: 'bitbucket',
    hostUserId: '{1-2}',
    host: {
      ...{ authorize: '/site/oauth2/authorize', token: '/site/oauth2/access_token' },
      ...{ errorStatus: 400, words, credentials: 'basic' },
      grant: { expires_in: 7200, scopes: 'account repository' },
      api: {
        '/2.0/user': { uuid: '{1-2}', nickname: 'mira', display_name: 'Mira', links: {} },
        '/2.0/user/emails': { values: [] },
      },
    },
  },
  {
    kind: 'bitbucket-datacenter',
    hostUserId: '7',
    host: {
      ...{ authorize: '/rest/oauth2/latest/authorize', token: '/rest/oauth2/latest/token' },
      ...{ errorStatus: 400, words, credentials: 'body', redirectOnRefresh: true },
      grant: { expires_in: 7200, scope: 'REPO_ADMIN' },
      api: {
        '/plugins/servlet/applinks/whoami': 'mira',
        '/rest/api/1.0/users/mira': { id: 7, name: 'mira', slug: 'mira', displayName: 'Mira' },
      },
    },
  },
];

describe.each(DIALECTS)('people who signed in at $kind', ({ kind, hostUserId, host }) => {
  let bitbucket: OAuthHost;
  let platform: TestHost;
  beforeAll(async () => {
    bitbucket = await startOAuthHost(host);
    const entry = { id: 'hub', kind, url: bitbucket.url, apiUrl: bitbucket.url, ...APP };
    platform = await startTestHost({
      plugins: [login, vcs, api],
      values: {
        hosts: [{ ...entry, registration: 'open' }],
        database: { url: 'sqlite::memory:' },
      },
      provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
      allTaps: true,
      faults: 'kept',
    });
    bitbucket.redirectUri = `${platform.url}/auth/hub/callback`;
  });
  afterAll(async () => {
    await platform.stop();
    await bitbucket.close();
  });

  async function signIn(): Promise<number> {
    const start = await fetch(`${platform.url}/auth/hub/start`, { redirect: 'manual' });
    const cookie = start.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    const there = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
    const headers = { cookie: cookie.join('; ') };
    await fetch(there.headers.get('location') ?? '', { redirect: 'manual', headers });
    return (await platform.resolve(tokens.store).identities.byHostUser('hub', hostUserId))?.id ?? 0;
  }

  it('8. renews a token once however many ask, and asks for a new sign-in where that is refused', async () => {
    const id = await signIn();
    const store = platform.resolve(tokens.store);
    const secrets: SecretBox = platform.resolve(tokens.secrets);
    const provider = platform.resolve(tokens.vcsProviders)[0] as VcsProvider;
    const ports = { store, secrets, provider, clock: { now: () => Date.now() } };
    const renewals = () =>
      bitbucket.forms.filter((form) => form.get('grant_type') === 'refresh_token').length;
    const old = secrets.open((await store.identities.tokens(id))?.token ?? '');
    const first = await store.identities.tokens(id);
    const [soon, scopes] = [Date.now() + 60_000, ['account']];
    await store.identities.setTokens(id, { ...first!, scopes, expiresAt: soon });
    const all = await Promise.all(Array.from({ length: 5 }, () => liveToken(ports, id)));
    const [token, ...same] = [...new Set(all)];
    expect([renewals(), same, token === old]).toEqual([1, [], false]);
    expect(await provider.whoAmI?.(token ?? '')).toMatchObject({
      hostUserId,
      login: 'mira',
    });
    const sealed = await store.identities.tokens(id);
    const used = { token: secrets.seal('x'), refresh: secrets.seal('used before'), scopes: [] };
    await store.identities.setTokens(id, { ...used, expiresAt: Date.now() });
    expect(await liveToken(ports, id)).toBeUndefined();
    expect((await store.identities.get(id))?.revokedAt).not.toBeNull();
    expect(sealed?.refresh).not.toBeNull();
  });
});
