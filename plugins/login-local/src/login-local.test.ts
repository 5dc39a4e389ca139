import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { fake, startTestHost, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '../../api/src/plugin.js';
import { hashPassword, isPassword } from './passwords.js';
import { loginConfig } from './config.js';
import { writeAccessFile } from './first-start.js';
import { plugin } from './plugin.js';

const PASSWORD = 'correct horse battery';
let host: TestHost;
let printed: string[];

beforeEach(async () => {
  host = await boot();
});
afterEach(() => host.stop());

/** What a start prints for people. */
async function captured(start: () => Promise<TestHost>): Promise<TestHost> {
  printed = [];
  const spy = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    return await start();
  } finally {
    spy.mockRestore();
  }
}

const deps = [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)];
const boot = () => captured(() => testPlugin(plugin, { plugins: [api], deps, faults: 'kept' }));

function onceToken(): string {
  const line = printed.find((text) => text.startsWith('log in as admin, once: ')) ?? '';
  expect(line).toContain(`${host.url}/-/login#once=`);
  return line.trim().split('#once=')[1] ?? '';
}

async function ask(method: string, path: string, body?: unknown, headers: object = {}) {
  const response = await host.request(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const cookie = response.headers.get('set-cookie') ?? '';
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    cookie,
    session: cookie.split(';')[0] ?? '',
  };
}
const logIn = (credentials: object, headers: object = {}) =>
  ask('POST', '/v3/session', credentials, headers);
const asSession = (session: string) => ({ cookie: session, origin: new URL(host.url).origin });

async function becomeAdmin(): Promise<string> {
  const { session } = await logIn({ once: onceToken() });
  const set = await ask('PUT', '/v3/user/password', { password: PASSWORD }, asSession(session));
  expect(set.status).toBe(204);
  return session;
}

describe('the first start', () => {
  it('makes an administrator whose printed link works once, until a password is set', async () => {
    const once = onceToken();
    const first = await logIn({ once });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      '@type': 'session',
      user: { login: 'admin', admin: true },
      password_needed: true,
    });
    expect(first.cookie).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await logIn({ once })).status).toBe(401);
    const headers = asSession(first.session);
    expect((await ask('PUT', '/v3/user/password', { password: 'short' }, headers)).status).toBe(
      400,
    );
    expect((await ask('PUT', '/v3/user/password', { password: PASSWORD }, headers)).status).toBe(
      204,
    );
    const session = await ask('GET', '/v3/session', undefined, headers);
    expect(session.body).toMatchObject({ user: { login: 'admin' }, password_needed: false });
  });

  it('leaves address and token for the command line, readable by the owner only', async () => {
    const file = join(host.dataDir, 'cli.json');
    const { url, token } = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    expect(url).toBe(host.url);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const me = await ask('GET', '/v3/user', undefined, { authorization: `token ${token}` });
    expect(me.body).toMatchObject({ login: 'admin' });
  });

  it('leaves a token that works, however many write it at once', async () => {
    const file = join(host.dataDir, 'cli.json');
    const { store, secrets } = host.resolveAll({ store: tokens.store, secrets: tokens.secrets });
    const admin = (await store.users.byLogin('admin'))!;
    const folder = join(host.dataDir, 'login-local');
    for (let round = 0; round < 3; round += 1) {
      await rm(file);
      const writers = Array.from({ length: 5 }, () =>
        writeAccessFile({ store, secrets, folder }, host.url, admin),
      );
      // Whoever sees the file may use what stands in it from then on.
      const { token } = await Promise.race(writers).then(
        async () => JSON.parse(await readFile(file, 'utf8')) as { token: string },
      );
      await Promise.all(writers);
      const me = await ask('GET', '/v3/user', undefined, { authorization: `token ${token}` });
      expect(me.body).toMatchObject({ login: 'admin' });
    }
  });

  it('leaves the address that this machine reaches, whatever people type in', async () => {
    await host.stop();
    host = await captured(() =>
      startTestHost({
        plugins: [plugin, api],
        values: { publicUrl: 'https://ci.example.com', database: { url: 'sqlite::memory:' } },
        provided: deps,
        allTaps: true,
      }),
    );
    const left = await readFile(join(host.dataDir, 'cli.json'), 'utf8');
    expect(left).toContain('"http://127.0.0.1:');
    expect(left).not.toContain('ci.example.com');
    expect(printed.join('')).toContain('https://ci.example.com/-/login#once=');
  });

  it('prints no link any more once an administrator has a password, and keeps the token', async () => {
    await host.stop();
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-login-'));
    const start = () =>
      captured(() =>
        startTestHost({
          plugins: [plugin, api],
          values: { dataDir: folder, database: { url: 'sqlite:test.db' } },
          provided: deps,
          allTaps: true,
        }),
      );
    const readToken = async () =>
      (JSON.parse(await readFile(join(folder, 'cli.json'), 'utf8')) as { token: string }).token;
    host = await start();
    const token = await readToken();
    await becomeAdmin();
    await host.stop();
    host = await start();
    expect(printed.filter((text) => text.includes('#once='))).toEqual([]);
    expect(await readToken()).toBe(token);
    await rm(folder, { recursive: true, force: true });
  });
});

describe('passwords', () => {
  it('let one in and out, and answer alike for unknown logins and wrong words', async () => {
    await becomeAdmin();
    const wrong = await logIn({ login: 'admin', password: 'wrong password' });
    const unknown = await logIn({ login: 'nobody', password: PASSWORD });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body['error_message']).toBe(unknown.body['error_message']);
    const { session } = await logIn({ login: 'admin', password: PASSWORD });
    const headers = asSession(session);
    expect((await ask('GET', '/v3/user', undefined, headers)).status).toBe(200);
    const out = await ask('DELETE', '/v3/session', undefined, headers);
    expect([out.status, out.cookie.includes('Max-Age=0')]).toEqual([204, true]);
    expect((await ask('GET', '/v3/user', undefined, headers)).status).toBe(401);
  });

  it('take the current one to change, and end the other sessions', async () => {
    const mine = await becomeAdmin();
    const { session: other } = await logIn({ login: 'admin', password: PASSWORD });
    const change = (current: string) =>
      ask('PUT', '/v3/user/password', { password: 'another password', current }, asSession(mine));
    expect((await change('wrong')).status).toBe(403);
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await ask('GET', '/v3/user', undefined, asSession(mine))).status).toBe(200);
    expect((await ask('GET', '/v3/user', undefined, asSession(other))).status).toBe(401);
    expect((await logIn({ login: 'admin', password: PASSWORD })).status).toBe(401);
  });

  it('are not taken from another page', async () => {
    await becomeAdmin();
    const credentials = { login: 'admin', password: PASSWORD };
    expect((await logIn(credentials, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await logIn(credentials, { origin: new URL(host.url).origin })).status).toBe(200);
  });

  it('are kept as salted hashes that cost time', async () => {
    const [one, two] = [await hashPassword('some password'), await hashPassword('some password')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('some');
    expect(await isPassword(one, 'some password')).toBe(true);
    expect(await isPassword(one, 'other password')).toBe(false);
    expect(await isPassword(undefined, 'some password')).toBe(false);
    expect(await isPassword('plain', 'plain')).toBe(false);
  });
});

/** Full-width forms of ASCII. */
const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));

describe('wrong passwords', () => {
  it('lock an account however its login is written, the right password too', async () => {
    await becomeAdmin();
    const ways = ['admin', 'ADMIN', 'aDmin', wide('admin'), ' admin ', 'admin\t', 'adm\u2170n'];
    for (let tried = 0; tried < 10; tried += 1) {
      const login = ways[tried % ways.length];
      expect((await logIn({ login, password: 'wrong password' })).status, login).toBe(401);
    }
    for (const login of ways) {
      const { status, body } = await logIn({ login, password: PASSWORD });
      expect([login, status]).toEqual([login, 429]);
      expect(JSON.stringify(body)).toContain('Too many wrong passwords.');
    }
    // By a link of an administrator one is in all the same.
    expect((await logIn({ login: 'somebody else', password: PASSWORD })).status).toBe(401);
  }, 30_000);

  it('are counted where a session changes its password as well', async () => {
    const headers = asSession(await becomeAdmin());
    const guess = (current: string) =>
      ask('PUT', '/v3/user/password', { password: 'a wholly new sentence', current }, headers);
    for (let tried = 0; tried < 10; tried += 1)
      expect((await guess('wrong password')).status).toBe(403);
    expect((await guess(PASSWORD)).status).toBe(429);
  }, 30_000);

  it('are counted although the server was started anew', async () => {
    await host.stop();
    const folder = await mkdtemp(join(tmpdir(), 'turnpike-login-'));
    const start = () =>
      captured(() =>
        startTestHost({
          plugins: [plugin, api],
          values: { dataDir: folder, database: { url: 'sqlite:test.db' } },
          provided: deps,
          allTaps: true,
        }),
      );
    host = await start();
    await becomeAdmin();
    for (let tried = 0; tried < 10; tried += 1)
      await logIn({ login: 'admin', password: 'wrong password' });
    await host.stop();
    host = await start();
    expect((await logIn({ login: 'Admin', password: PASSWORD })).status).toBe(429);
    await rm(folder, { recursive: true, force: true });
  }, 30_000);
});

describe('a session', () => {
  it('ends the one that the browser had before', async () => {
    await becomeAdmin();
    const { session: first } = await logIn({ login: 'admin', password: PASSWORD });
    await logIn({ login: 'admin', password: PASSWORD }, asSession(first));
    expect((await ask('GET', '/v3/user', undefined, asSession(first))).status).toBe(401);
  });

  it('is listed with its browser, and ended by its owner', async () => {
    const mine = asSession(await becomeAdmin());
    const { session: other } = await logIn(
      { login: 'admin', password: PASSWORD },
      { 'user-agent': 'Netscape' },
    );
    const { body } = await ask('GET', '/v3/user/sessions', undefined, mine);
    const sessions = body['sessions'] as { id: string; agent: string; current: boolean }[];
    expect(sessions.map(({ current }) => current).toSorted()).toEqual([false, true]);
    const { id } = sessions.find(({ agent }) => agent === 'Netscape')!;
    expect(other).not.toContain(id);
    expect((await ask('DELETE', `/v3/user/session/${id}`, undefined, mine)).status).toBe(204);
    expect((await ask('GET', '/v3/user', undefined, asSession(other))).status).toBe(401);
    expect((await ask('DELETE', `/v3/user/session/${id}`, undefined, mine)).status).toBe(404);
  });

  it('by a link that was used says so, and what to do', async () => {
    const once = onceToken();
    await logIn({ once });
    const { status, body } = await logIn({ once });
    expect(status).toBe(401);
    expect(JSON.stringify(body)).toMatch(/has been used.*reset-password/);
  });
});

describe('accounts', () => {
  it('lose their API tokens with a reset, and the command line gets another', async () => {
    const admin = asSession(await becomeAdmin());
    const file = join(host.dataDir, 'cli.json');
    const { token: before } = JSON.parse(await readFile(file, 'utf8')) as { token: string };
    const made = await ask('POST', '/v3/user/tokens', { name: 'script' }, admin);
    const script = { authorization: `token ${String(made.body['token'])}` };
    expect((await ask('GET', '/v3/user', undefined, script)).status).toBe(200);
    expect((await ask('POST', '/v3/user/admin/reset_password', {}, admin)).status).toBe(200);
    for (const headers of [admin, script, { authorization: `token ${before}` }])
      expect((await ask('GET', '/v3/user', undefined, headers)).status).toBe(401);
    const { token } = JSON.parse(await readFile(file, 'utf8')) as { token: string };
    const cli = { authorization: `token ${token}` };
    expect((await ask('GET', '/v3/user', undefined, cli)).status).toBe(200);
  });

  const REACHED = ['ada', 'x.y', '_', 'api', 'v33', 'a-', 'A1'];
  const UNREACHED = ['.', '..', '...', '-', '-a', 'v3', 'V3', 'live', 'Hooks', 'assets', 'rpc'];

  it('have only logins whose pages a browser reaches, whoever gives them', async () => {
    const admin = asSession(await becomeAdmin());
    for (const login of [...UNREACHED, '', 'a/b', 'ü', 'a\u200bb', 'x'.repeat(101)]) {
      const { status, body } = await ask('POST', '/v3/users', { login }, admin);
      expect([status, body['error_type']], login).toEqual([400, 'wrong_params']);
      expect(loginConfig.safeParse({ admin: login }).success, login).toBe(false);
    }
    for (const login of REACHED) {
      expect((await ask('POST', '/v3/users', { login }, admin)).status, login).toBe(201);
      expect(loginConfig.safeParse({ admin: login }).success, login).toBe(true);
    }
  });

  it('are added and reset by administrators, each time with a link', async () => {
    const admin = asSession(await becomeAdmin());
    const added = await ask('POST', '/v3/users', { login: 'grace', email: 'g@example.com' }, admin);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      '@type': 'user_link',
      user: { login: 'grace', admin: false },
    });
    const link = String(added.body['url']).split('#once=')[1];
    const { session } = await logIn({ once: link });
    const grace = asSession(session);
    await ask('PUT', '/v3/user/password', { password: PASSWORD }, grace);

    expect((await ask('POST', '/v3/users', { login: 'eve' }, grace)).status).toBe(403);
    expect((await ask('POST', '/v3/user/admin/reset_password', {}, grace)).status).toBe(403);
    expect((await ask('POST', '/v3/users', { login: 'grace' }, admin)).status).toBe(409);
    expect((await ask('POST', '/v3/users', { login: 'a b' }, admin)).status).toBe(400);

    const reset = await ask('POST', '/v3/user/grace/reset_password', {}, admin);
    expect(reset.status).toBe(200);
    expect((await ask('GET', '/v3/user', undefined, grace)).status).toBe(401);
    expect((await logIn({ login: 'grace', password: PASSWORD })).status).toBe(401);
    const again = String(reset.body['url']).split('#once=')[1];
    expect((await logIn({ once: again })).body).toMatchObject({ password_needed: true });
  });
});

describe('a second factor', () => {
  /** A session of an administrator whose account has one, with its key and recovery codes. */
  async function withFactor() {
    const session = await becomeAdmin();
    const headers = asSession(session);
    const path = '/v3/user/second_factor';
    const begun = await ask('POST', path, { current: PASSWORD }, headers);
    expect(begun.status).toBe(201);
    const key = String(begun.body['key']);
    expect(begun.body['url']).toBe(`otpauth://totp/Turnpike:admin?secret=${key}&issuer=Turnpike`);
    // Not asked for before it is confirmed: nobody is locked out by a key that was never scanned.
    expect((await logIn({ login: 'admin', password: PASSWORD })).status).toBe(200);
    const done = await ask('PUT', path, { code: await codeOf(key, -30) }, headers);
    expect(done.status).toBe(200);
    return { key, headers, codes: done.body['codes'] as readonly string[] };
  }
  const codeOf = async (key: string, shiftSeconds = 0) => {
    const now = await host.resolve(tokens.store).now();
    return generateSync({ secret: key, epoch: Math.floor(now / 1000) + shiftSeconds });
  };
  const enter = (code?: string) =>
    logIn({ login: 'admin', password: PASSWORD, ...(code === undefined ? {} : { code }) });

  it('is asked for after the right password only, and each code is good once', async () => {
    const { key } = await withFactor();
    const wrong = await logIn({ login: 'admin', password: 'x' });
    expect(wrong.body).toMatchObject({ error_type: 'wrong_credentials' });
    const asked = await enter();
    expect([asked.status, asked.body['error_type']]).toEqual([401, 'second_factor_required']);
    expect(asked.cookie).toBe('');
    const code = await codeOf(key);
    const answers = await Promise.all([enter(code), enter(code), enter(code)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
  });

  it('is asked for with a one-time link too, which stays good until the code is right', async () => {
    const { key, headers } = await withFactor();
    const reset = await ask('POST', '/v3/user/admin/reset_password', {}, headers);
    const once = String(reset.body['url']).split('#once=')[1];
    expect((await logIn({ once })).body['error_type']).toBe('second_factor_required');
    expect((await logIn({ once, code: '000000' })).status).toBe(401);
    expect((await logIn({ once, code: await codeOf(key) })).status).toBe(200);
    expect((await logIn({ once, code: await codeOf(key, 30) })).status).toBe(401);
  });

  it('can be stood in for by each recovery code once', async () => {
    const { codes, headers } = await withFactor();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const [first = ''] = codes;
    expect((await enter(` ${first.toUpperCase()} `)).status).toBe(200);
    expect((await enter(first)).status).toBe(401);
    const shown = await ask('GET', '/v3/user/second_factor', undefined, headers);
    expect(shown.body).toMatchObject({ active: true, recovery_codes: 9 });
  });

  it('is not guessed: wrong codes lock like wrong passwords', async () => {
    const { key } = await withFactor();
    for (let tries = 0; tries < 10; tries += 1) expect((await enter('000000')).status).toBe(401);
    expect((await enter(await codeOf(key))).status).toBe(429);
  });

  it('ends other sessions when it comes, and needs the password to come and to go', async () => {
    const other = (await becomeAdmin()) && (await enter()).session;
    const own = (await enter()).session;
    const headers = asSession(own);
    const path = '/v3/user/second_factor';
    expect((await ask('POST', path, { current: 'wrong' }, headers)).status).toBe(403);
    const key = String((await ask('POST', path, { current: PASSWORD }, headers)).body['key']);
    expect((await ask('PUT', path, { code: '000000' }, headers)).status).toBe(403);
    expect((await ask('PUT', path, { code: await codeOf(key) }, headers)).status).toBe(200);
    expect((await ask('GET', '/v3/user', undefined, asSession(other))).status).toBe(401);
    expect((await ask('POST', path, { current: PASSWORD }, headers)).status).toBe(409);
    expect((await ask('POST', `${path}/remove`, { current: 'no' }, headers)).status).toBe(403);
    expect((await ask('POST', `${path}/remove`, { current: PASSWORD }, headers)).status).toBe(204);
    expect((await enter()).status).toBe(200);
  });

  it('is removed by administrators for whoever has lost it', async () => {
    const { headers } = await withFactor();
    const path = '/v3/user/admin/reset_second_factor';
    expect((await ask('POST', path, {})).status).toBe(401);
    expect((await ask('POST', path, {}, headers)).status).toBe(204);
    expect((await enter()).status).toBe(200);
    const audit = await ask('GET', '/v3/audit?action=second_factor.', undefined, headers);
    const actions = (audit.body['audit_entries'] as { action: string }[]).map(
      ({ action }) => action,
    );
    expect(actions).toEqual([
      'second_factor.reset',
      'second_factor.confirm',
      'second_factor.begin',
    ]);
    expect(audit.body).not.toMatchObject({ key: expect.anything() as unknown });
  });
});
