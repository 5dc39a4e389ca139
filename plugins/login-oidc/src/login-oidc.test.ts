import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { fake, startTestHost, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '../../api/src/plugin.js';
import { plugin } from './plugin.js';
import { createBrowser, signInAs, type Browser } from './testing/browser.js';
import { CLIENT, newKey, startProvider, type TestProvider } from './testing/provider.js';

let provider: TestProvider;
let host: TestHost | undefined;

beforeEach(async () => {
  provider = await startProvider();
  provider.claims = { preferred_username: 'mira', name: 'Mira' };
});
afterEach(async () => {
  vi.useRealTimers();
  await host?.stop();
  host = undefined;
  await provider.close();
});

interface Settings {
  readonly host?: object;
  readonly provider?: object;
}
async function boot(settings: Settings = {}): Promise<TestHost> {
  const entry = { id: 'sso', kind: 'oidc', url: provider.issuer, ...CLIENT, registration: 'open' };
  host = await startTestHost({
    plugins: [plugin, api],
    values: {
      hosts: [{ ...entry, ...settings.host }],
      'login-oidc': { providers: { sso: settings.provider ?? {} } },
      database: { url: 'sqlite::memory:' },
    },
    provided: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
    allTaps: true,
    faults: 'kept',
  });
  provider.register(`${host.url}/auth/sso/callback`);
  return host;
}

const start = () => `${host?.url}/auth/sso/start`;
async function enter(login: string, browser: Browser = createBrowser()) {
  const page = await browser.go(await signInAs(browser, start(), login));
  const session = await browser.go(`${host?.url}/v3/session`);
  const { user } = JSON.parse(session.text) as { user: { login: string; admin: boolean } | null };
  return { user, page, problem: /#problem=([\w-]+)/.exec(page.text)?.[1] };
}
/** Why it was refused, as the audit log has it. */
async function reason(): Promise<string> {
  const { rows } = (await host
    ?.resolve(tokens.store)
    .audit.list({ action: 'session.refused' }, { limit: 1 })) ?? { rows: [] };
  return String(rows[0]?.after?.['reason']);
}

describe('signing in at an OpenID provider', () => {
  it('shows a button with the title, which leads to the provider and back', async () => {
    await boot({ provider: { title: 'Our directory' } });
    const page = await createBrowser().go(`${host?.url}/v3/session`);
    expect((JSON.parse(page.text) as { logins: unknown }).logins).toEqual([
      { id: 'sso', title: 'Our directory', kind: 'redirect', url: '/auth/sso/start' },
    ]);
    expect((await enter('m-1')).user).toMatchObject({ login: 'mira', admin: false });
  });

  it('asks for what is configured, with state, nonce and an S256 challenge', async () => {
    await boot({ provider: { scopes: ['profile', 'groups'] } });
    const { to = '' } = await createBrowser().go(start());
    const query = Object.fromEntries(new URL(to).searchParams);
    expect(query).toMatchObject({
      client_id: CLIENT.clientId,
      response_type: 'code',
      scope: 'openid profile groups',
      code_challenge_method: 'S256',
      redirect_uri: `${host?.url}/auth/sso/callback`,
    });
    expect([query['state'], query['nonce'], query['code_challenge']]).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^[\w-]{43}$/)),
    );
  });

  it('knows people by issuer and subject: a new name is the same account, a new subject is not', async () => {
    await boot();
    await enter('m-1');
    provider.claims = { preferred_username: 'mira.new' };
    expect((await enter('m-1')).user?.login).toBe('mira');
    provider.claims = { preferred_username: 'mira' };
    expect((await enter('m-2')).user?.login).toBe('mira-2');
    const identities = await host?.resolve(tokens.store).identities.list(0, 10);
    expect(identities?.map(({ hostUserId }) => hostUserId)).toEqual([
      `${provider.issuer} m-1`,
      `${provider.issuer} m-2`,
    ]);
  });

  it('takes an e-mail address only where the provider verified it', async () => {
    await boot();
    const addressOf = async (login: string) =>
      (await host?.resolve(tokens.store).users.byLogin(login))?.email;
    provider.claims = { preferred_username: 'a', email: 'a@example.com' };
    await enter('a-1');
    expect(await addressOf('a')).toBeNull();
    provider.claims = { preferred_username: 'b', email: 'b@example.com', email_verified: 'true' };
    await enter('b-1');
    expect(await addressOf('b')).toBeNull();
    provider.claims = { preferred_username: 'c', email: 'c@example.com', email_verified: true };
    await enter('c-1');
    expect(await addressOf('c')).toBe('c@example.com');
  });

  it('reads groups from the claim that is named: who may come in, and who is an administrator', async () => {
    await boot({
      host: { allowedOrganizations: ['staff'] },
      provider: { groupsClaim: 'realm_access.roles', adminGroups: ['ops'] },
    });
    provider.claims = { preferred_username: 'mira', realm_access: { roles: ['staff', 'ops'] } };
    expect((await enter('m-1')).user).toMatchObject({ login: 'mira', admin: true });
    provider.claims = { preferred_username: 'eve', groups: ['staff'], realm_access: { roles: [] } };
    expect((await enter('e-1')).problem).toBe('not-allowed');
  });
});

describe('an ID token', () => {
  it.each([
    ['of another application', { aud: 'another' }, /aud/i],
    ['of another issuer', { iss: 'http://evil.example' }, /iss/i],
    ['of another try', { nonce: 'another' }, /nonce/i],
    ['without a nonce', { nonce: undefined }, /nonce/i],
    ['that ended more than a minute ago', { exp: Math.floor(Date.now() / 1000) - 90 }, /exp|past/i],
    ['of nobody', { sub: undefined }, /sub/i],
  ])('%s lets nobody in', async (_what, patch, words) => {
    await boot();
    provider.change = (claims) => ({ ...claims, ...patch });
    const { user, problem } = await enter('m-1');
    expect({ user, problem }).toEqual({ user: null, problem: 'refused' });
    expect(await reason()).toMatch(words);
  });

  it('that ended half a minute ago is that of a clock that is off', async () => {
    await boot();
    provider.change = (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 30 });
    expect((await enter('m-1')).user?.login).toBe('mira');
  });

  it('signed with a key that is not shown lets nobody in', async () => {
    await boot();
    provider.change = (claims) => claims;
    provider.key = { ...newKey('first') };
    expect(await enter('m-1')).toMatchObject({ user: null, problem: 'refused' });
    provider.key = newKey('unknown');
    expect(await enter('m-1')).toMatchObject({ user: null, problem: 'refused' });
  });

  it('signed with a new key is taken once the keys may be read again, a minute later', async () => {
    await boot();
    provider.change = (claims) => claims;
    await enter('m-1');
    provider.key = newKey('second');
    provider.shown = [...provider.shown, provider.key];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    provider.change = (claims) => ({ ...claims, iat: Math.floor(Date.now() / 1000) });
    expect((await enter('m-1')).user?.login).toBe('mira');
    const reads = provider.asked.filter((path) => path === '/jwks').length;
    expect(reads).toBe(2);
  });
});

describe('a provider that says no', () => {
  it('of the person sends them back with words', async () => {
    await boot();
    const browser = createBrowser();
    const { to = '' } = await browser.go(start());
    const state = new URL(to).searchParams.get('state');
    const page = await browser.go(
      `${host?.url}/auth/sso/callback?error=access_denied&state=${state}&iss=${provider.issuer}`,
    );
    expect(page.status).toBe(403);
    expect(page.text).toContain('was told not to let you in here');
  });

  it('or another one in its place, is refused', async () => {
    await boot();
    const browser = createBrowser();
    const back = new URL(await signInAs(browser, start(), 'm-1'));
    expect(back.searchParams.get('iss')).toBe(provider.issuer);
    back.searchParams.set('iss', 'https://evil.example');
    expect((await browser.go(back.href)).text).toContain('#problem=refused');
    expect(provider.asked).not.toContain('/token');
    expect(await reason()).toMatch(/iss/i);
  });

  it('of a code that was used already lets nobody in', async () => {
    await boot();
    const browser = createBrowser();
    const first = new URL(await signInAs(browser, start(), 'm-1'));
    await browser.go(first.href);
    const second = new URL(await signInAs(browser, start(), 'm-1'));
    second.searchParams.set('code', first.searchParams.get('code') ?? '');
    expect((await browser.go(second.href)).text).toContain('#problem=refused');
  });

  it('to the application says that administrators have to look', async () => {
    await boot({ host: { clientSecret: 'wrong' } });
    expect(await enter('m-1')).toMatchObject({ user: null, problem: 'misconfigured' });
  });

  it('at all, being down, says so, and is asked anew when it is up', async () => {
    await boot();
    provider.down = true;
    const page = await createBrowser().go(start());
    expect([page.status, /#problem=([\w-]+)/.exec(page.text)?.[1]]).toEqual([502, 'unavailable']);
    provider.down = false;
    expect((await enter('m-1')).user?.login).toBe('mira');
  });
});
