import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ExternalHostError,
  NotAllowedError,
  tokens,
  type HostPerson,
  type LoginMethod,
  type SignInPolicy,
  type SignInReturn,
  type SignInStart,
} from '@turnpike/sdk';
import { fake } from '@turnpike/sdk/testing';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const ALAN: HostPerson = {
  hostUserId: '7',
  login: 'alan',
  name: 'Alan',
  email: 'alan@example.com',
  avatarUrl: null,
  groups: ['makers'],
  grant: null,
};
const OPEN: SignInPolicy = { registration: 'open', allowedGroups: [], adminGroups: [] };

/** A host that lets everybody in as `person`, and takes each code once. */
interface Stand extends LoginMethod {
  person: HostPerson | Error;
  policy: SignInPolicy;
  readonly starts: SignInStart[];
  readonly backs: SignInReturn[];
}
function stand(id: string): Stand {
  const made: Stand = {
    id,
    title: id,
    kind: 'redirect',
    person: ALAN,
    policy: OPEN,
    starts: [],
    backs: [],
    async authorize(start) {
      made.starts.push(start);
      return `https://${id}.example/authorize?state=${start.state}`;
    },
    async exchange(back) {
      made.backs.push(back);
      if (made.person instanceof Error) throw made.person;
      return made.person;
    },
  };
  return made;
}

let api: TestApi;
let hub: Stand;
let lab: Stand;
beforeEach(async () => {
  hub = stand('hub');
  lab = stand('lab');
  api = await startTestApi({ deps: [fake(tokens.logins, hub), fake(tokens.logins, lab)] });
});
afterEach(() => api.stop());

/** A browser: it keeps cookies, and follows nothing by itself. */
function browser() {
  const jar = new Map<string, string>();
  return {
    jar,
    async go(path: string, init: RequestInit = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await api.host.request(path, {
        ...init,
        redirect: 'manual',
        headers: { cookie, origin: new URL(api.host.url).origin, ...init.headers },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        jar.set(name, value);
      }
      return {
        status: answer.status,
        to: answer.headers.get('location'),
        text: await answer.text(),
      };
    },
    async start(host = 'hub', back = '/') {
      const { to } = await this.go(`/auth/${host}/start?return=${encodeURIComponent(back)}`);
      return new URL(to ?? '').searchParams.get('state') ?? '';
    },
    async who() {
      const { text } = await this.go('/v3/session');
      return (JSON.parse(text) as { user: { login: string; admin: boolean } | null }).user;
    },
  };
}
const back = (state: string, host = 'hub') => `/auth/${host}/callback?code=c&state=${state}`;
const problemOf = (text: string) => /#problem=([\w-]+)/.exec(text)?.[1];

describe('signing in at a host', () => {
  it('sends the browser there with state, challenge and nonce, and logs it in when it is back', async () => {
    const one = browser();
    const state = await one.start('hub', '/ada/engine?tab=1#L4');
    const [start] = hub.starts;
    expect(start).toMatchObject({ state, redirectUri: `${api.host.url}/auth/hub/callback` });
    expect(start?.codeChallenge).toMatch(/^[\w-]{43}$/);
    expect((await one.go(back(state))).to).toBe(`${api.host.url}/ada/engine?tab=1#L4`);
    expect(await one.who()).toMatchObject({ login: 'alan', admin: false });
    const [came] = hub.backs;
    expect(came).toMatchObject({ state, nonce: start?.nonce });
    expect(came?.callbackUrl).toContain(`/auth/hub/callback?code=c&state=${state}`);
    const { createHash } = await import('node:crypto');
    const challenge = createHash('sha256')
      .update(came?.codeVerifier ?? '')
      .digest('base64url');
    expect(challenge).toBe(start?.codeChallenge);
  });

  it('gives the browser another session than the one it brought along, which ends', async () => {
    const one = browser();
    await one.go(back(await one.start()));
    const before = one.jar.get('turnpike_session');
    await one.go(back(await one.start()));
    expect(one.jar.get('turnpike_session')).not.toBe(before);
    const old = browser();
    old.jar.set('turnpike_session', String(before));
    expect(await old.who()).toBeNull();
  });

  it('is good once, in the browser in which it began, at the host that it went to', async () => {
    const [one, other] = [browser(), browser()];
    const state = await one.start();
    await other.start();
    const refused = async (who: ReturnType<typeof browser>, path: string) =>
      problemOf((await who.go(path)).text);
    expect(await refused(other, back(state))).toBe('foreign');
    expect(await refused(browser(), back(state))).toBe('foreign');
    expect(await refused(one, back(state, 'lab'))).toBe('foreign');
    expect(await refused(one, back('made-up'))).toBe('foreign');
    expect(await refused(one, '/auth/hub/callback?code=c')).toBe('foreign');
    expect(hub.backs).toEqual([]);
    expect((await one.go(back(state))).status).toBe(303);
    expect(await refused(one, back(state))).toBe('used');
    expect(hub.backs).toHaveLength(1);
    expect(await api.store.identities.byHostUser('hub', '7')).toMatchObject({ login: 'alan' });
    expect(await api.store.identities.byHostUser('lab', '7')).toBeUndefined();
  });

  it('lets two tabs of one browser both come back', async () => {
    const one = browser();
    const [first, second] = [await one.start(), await one.start('lab', '/b')];
    expect((await one.go(back(second, 'lab'))).to).toBe(`${api.host.url}/b`);
    expect((await one.go(back(first))).status).toBe(303);
  });

  it('of two that come with one state at once lets one in', async () => {
    const one = browser();
    const state = await one.start();
    const answers = await Promise.all([
      one.go(back(state)),
      one.go(back(state)),
      one.go(back(state)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409]);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
    'comes back to the first page in place of %s',
    async (path) => {
      const one = browser();
      expect((await one.go(back(await one.start('hub', path)))).to).toBe(`${api.host.url}/`);
    },
  );

  it('says in words that it was denied, with no stack and nobody logged in', async () => {
    const one = browser();
    const state = await one.start();
    const page = await one.go(`/auth/hub/callback?error=access_denied&state=${state}`);
    expect(page.status).toBe(403);
    expect(page.text).toContain('hub was told not to let you in here.');
    expect(page.text).toContain(
      `url=${api.host.url}/-/login#problem=denied`.replaceAll('&', '&#38;'),
    );
    expect(await one.who()).toBeNull();
  });

  it.each([
    [new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'bad_verification_code'), 403, 'refused'],
    [
      new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'x', { errorType: 'misconfigured' }),
      502,
      'misconfigured',
    ],
    [new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'gone'), 502, 'unavailable'],
  ])('shows words where the host says %s', async (error, status, problem) => {
    hub.person = error;
    const one = browser();
    const page = await one.go(back(await one.start()));
    expect(page.status).toBe(status);
    expect(problemOf(page.text)).toBe(problem);
    const rows = await api.ask('root', 'GET /v3/audit?action=session.refused');
    expect(rows.body['audit_entries']).toMatchObject([
      { target: 'host/hub', after: { problem, reason: error.message } },
    ]);
  });

  it('never shows words that somebody else put into the address', async () => {
    const one = browser();
    const state = await one.start();
    const page = await one.go(
      `/auth/hub/callback?error=x&error_description=%3Cscript%3Ecall+me&state=${state}`,
    );
    expect(page.text).not.toContain('script');
    expect(page.text).not.toContain('call me');
  });

  it('knows no host that is not configured', async () => {
    expect((await browser().go('/auth/nowhere/start')).status).toBe(404);
    expect((await browser().go('/auth/local/callback?state=x')).status).toBe(404);
  });
});

describe('the account of whoever signs in', () => {
  const signIn = async (person: HostPerson, host = hub) => {
    host.person = person;
    const one = browser();
    const page = await one.go(back(await one.start(host.id), host.id));
    return { page, who: await one.who() };
  };

  it('4. stays the same when its login changes, and is another for the same login with another id', async () => {
    const { who } = await signIn(ALAN);
    expect((await signIn({ ...ALAN, login: 'turing' })).who).toEqual(who);
    const other = await signIn({ ...ALAN, hostUserId: '8' });
    expect(other.who?.login).toBe('alan-2');
    expect((await signIn(ALAN, lab)).who?.login).toBe('alan-3');
  });

  it('is never that of somebody here who has the same login or e-mail address', async () => {
    await api.store.users.insert({ login: 'bea', name: null, email: 'bea@x.example', admin: true });
    const bea = { ...ALAN, login: 'bea', email: 'bea@x.example' };
    expect((await signIn(bea)).who).toMatchObject({ login: 'bea-2', admin: false });
  });

  it.each([
    ['Ünal Öz', 'Unal-Oz'],
    ['a/b', 'a-b'],
    ['mira@example.com', 'mira'],
    ['-', 'user'],
    ['login', 'login'],
  ])('called %s there is called %s here', async (login, expected) => {
    expect((await signIn({ ...ALAN, login })).who?.login).toBe(expected);
  });

  it('is not made where registration is closed, with the reason', async () => {
    hub.policy = { ...OPEN, registration: 'closed' };
    const { page, who } = await signIn(ALAN);
    expect(page.status).toBe(403);
    expect(page.text).toContain('New accounts are made by administrators only.');
    expect(who).toBeNull();
    expect(await api.store.users.byLogin('alan')).toBeUndefined();
  });

  it('lets in members of an allowed group only, each time', async () => {
    hub.policy = { ...OPEN, allowedGroups: ['Makers'] };
    expect((await signIn(ALAN)).who?.login).toBe('alan');
    const { page, who } = await signIn({ ...ALAN, groups: ['others'] });
    expect(problemOf(page.text)).toBe('not-allowed');
    expect(who).toBeNull();
  });

  it('is an administrator by its groups, but never the last one no more', async () => {
    hub.policy = { ...OPEN, adminGroups: ['makers'] };
    expect((await signIn(ALAN)).who?.admin).toBe(true);
    expect((await signIn({ ...ALAN, groups: [] })).who?.admin).toBe(false);
    await signIn(ALAN);
    const root = await api.store.users.byLogin('root');
    await api.store.users.update(root?.id ?? 0, { admin: false });
    expect((await signIn({ ...ALAN, groups: [] })).who?.admin).toBe(true);
  });

  it('is refused while it is suspended', async () => {
    await signIn(ALAN);
    const alan = await api.store.users.byLogin('alan');
    await api.store.users.update(alan?.id ?? 0, { suspendedAt: 1 });
    expect(problemOf((await signIn(ALAN)).page.text)).toBe('suspended');
  });

  it('keeps what the host grants, sealed', async () => {
    const grant = { accessToken: 'at', refreshToken: 'rt', scopes: ['repo'], expiresAt: 99 };
    await signIn({ ...ALAN, grant });
    const identity = await api.store.identities.byHostUser('hub', '7');
    expect(identity).toMatchObject({ scopes: ['repo'], expiresAt: 99 });
    const sealed = await api.store.identities.tokens(identity?.id ?? 0);
    const secrets = api.host.resolve(tokens.secrets);
    expect(sealed?.token).not.toContain('at');
    expect(secrets.open(sealed?.token ?? '')).toBe('at');
    expect(secrets.open(sealed?.refresh ?? '')).toBe('rt');
  });

  it('is made once where one comes in two browsers at once', async () => {
    const [one, two] = [browser(), browser()];
    const [first, second] = [await one.start(), await two.start()];
    await Promise.all([one.go(back(first)), two.go(back(second))]);
    expect(await one.who()).toEqual(await two.who());
  });
});

describe('accounts at hosts', () => {
  const origin = () => new URL(api.host.url).origin;
  const json = (body: unknown) => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: origin() },
  });
  /** Somebody who is logged in by `hub`. */
  async function alan() {
    const one = browser();
    await one.go(back(await one.start()));
    return one;
  }
  type Alan = Awaited<ReturnType<typeof alan>>;
  async function beginLink(one: Alan, host = 'lab', more = {}) {
    const answer = await one.go('/v3/user/identities', json({ host, ...more }));
    const { url } = JSON.parse(answer.text) as { url: string };
    return { answer, state: url ? (new URL(url).searchParams.get('state') ?? '') : '' };
  }
  async function listed(one: Alan) {
    const { text } = await one.go('/v3/user/identities');
    return (JSON.parse(text) as { identities: { id: number; host: string }[] }).identities;
  }
  const unlink = (one: Alan, id = 0) =>
    one.go(`/v3/user/identity/${id}`, { method: 'DELETE', headers: { origin: origin() } });

  it('6. are linked by signing in there, to the account that asked', async () => {
    const one = await alan();
    lab.person = { ...ALAN, hostUserId: '99', login: 'al' };
    const { state } = await beginLink(one);
    expect((await one.go(back(state, 'lab'))).to).toBe(`${api.host.url}/-/account`);
    expect(await listed(one)).toMatchObject([
      { host: 'hub', login: 'alan', can_log_in: true },
      { host: 'lab', login: 'al', can_log_in: true },
    ]);
    const other = browser();
    await other.go(back(await other.start('lab'), 'lab'));
    expect(await other.who()).toEqual(await one.who());
    const audit = await api.ask('root', 'GET /v3/audit?action=identity.link');
    expect(audit.body['audit_entries']).toMatchObject([
      { who: 'alan', target: 'user/alan', after: { host: 'lab', login: 'al' } },
    ]);
  });

  it('6. of somebody else are refused, and stay theirs', async () => {
    const one = await alan();
    lab.person = { ...ALAN, hostUserId: '99', login: 'bea' };
    const bea = browser();
    await bea.go(back(await bea.start('lab'), 'lab'));
    const { state } = await beginLink(one);
    const page = await one.go(back(state, 'lab'));
    expect([page.status, problemOf(page.text)]).toEqual([409, 'linked-elsewhere']);
    expect(page.text).toContain('/-/account#problem');
    expect(await listed(one)).toHaveLength(1);
    expect(await bea.who()).toMatchObject({ login: 'bea' });
  });

  it('are not linked for whoever was logged out meanwhile, or is somebody else by then', async () => {
    const one = await alan();
    const { state } = await beginLink(one);
    await one.go('/v3/session', { method: 'DELETE', headers: { origin: origin() } });
    expect(problemOf((await one.go(back(state, 'lab'))).text)).toBe('not-logged-in');
    const again = await alan();
    const begun = await beginLink(again);
    hub.person = { ...ALAN, hostUserId: '55', login: 'eve' };
    await again.go(back(await again.start()));
    expect(problemOf((await again.go(back(begun.state, 'lab'))).text)).toBe('not-logged-in');
    expect(await api.store.identities.byHostUser('lab', '7')).toBeUndefined();
  });

  it('are linked from sessions of our own pages only', async () => {
    expect((await api.ask('writer', 'POST /v3/user/identities', { host: 'lab' })).status).toBe(403);
    expect((await api.ask(null, 'POST /v3/user/identities', { host: 'lab' })).status).toBe(401);
    const one = await alan();
    const foreign = await one.go('/v3/user/identities', {
      ...json({ host: 'lab' }),
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await beginLink(one, 'nowhere')).answer.status).toBe(404);
  });

  it('6. are unlinked, with the rights that came by them, but for the last way in', async () => {
    const one = await alan();
    const [own] = await listed(one);
    const refused = await unlink(one, own?.id);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('last_way_in');
    lab.person = { ...ALAN, hostUserId: '99' };
    await one.go(back((await beginLink(one)).state, 'lab'));
    const [first, second] = await listed(one);
    const both = await Promise.all([unlink(one, first?.id), unlink(one, second?.id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await listed(one)).toHaveLength(1);
    expect((await unlink(await alan(), 4711)).status).toBe(404);
  });

  it('come back to the page that asked, on this server', async () => {
    const one = await alan();
    const { state } = await beginLink(one, 'lab', { return_to: '//evil.example' });
    expect((await one.go(back(state, 'lab'))).to).toBe(`${api.host.url}/`);
  });
});

it('ends all browsers of an account but the one that asks', async () => {
  const [one, two] = [browser(), browser()];
  await one.go(back(await one.start()));
  await two.go(back(await two.start()));
  const headers = { origin: new URL(api.host.url).origin };
  const answer = await one.go('/v3/user/sessions/end_others', { method: 'POST', headers });
  expect(JSON.parse(answer.text)).toMatchObject({ sessions: 1 });
  expect([await one.who(), await two.who()]).toMatchObject([{ login: 'alan' }, null]);
});
