import examples from '@octokit/webhooks-examples';
import { repositoryRecord } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createGithubProvider } from './provider.js';
import type { GithubHost } from './hosts.js';

interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}
type Answers = Readonly<Record<string, Said | ((body: string) => Said)>>;

/** A provider whose host answers by path and query. */
function providerOf(answers: Answers, patch: Partial<GithubHost> = {}) {
  const asked: { readonly path: string; readonly token: string | null }[] = [];
  const send: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const path = `${init?.method ?? 'GET'} ${url.pathname}${url.search}`;
    asked.push({ path, token: new Headers(init?.headers).get('authorization') });
    const found = answers[path];
    const said = typeof found === 'function' ? found(String(init?.body ?? '')) : found;
    const { status = 200, headers = {}, body } = said ?? { status: 404, body: { message: 'x' } };
    const response = new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
    Object.defineProperty(response, 'url', { value: url.href });
    return response;
  };
  const host: GithubHost = {
    ...{ id: 'github', apiUrl: 'https://api.github.com', webHost: 'github.com', token: undefined },
    ...{ webhookSecrets: [], pollSeconds: 300, fetch: send },
    ...patch,
  };
  return { provider: createGithubProvider(host), asked };
}

const EMAILS = 'GET /user/emails?per_page=100';
const listPath = (page: number) =>
  `GET /user/repos?affiliation=owner%2Ccollaborator%2Corganization_member&per_page=100&page=${page}&sort=full_name`;
const repository = (id: number, permissions: object, patch: object = {}) => ({
  ...{ id, full_name: `acme/r${id}`, private: false, fork: false, default_branch: 'main' },
  ...{ clone_url: `https://github.com/acme/r${id}.git`, html_url: null, description: null },
  ...{ owner: { login: 'acme', type: 'Organization' }, permissions, visibility: 'public' },
  ...patch,
});
const access = {
  account: { hostUserId: '7', login: 'ada' },
  credential: { kind: 'token', token: 'gho_x' },
} as const;

describe('whose a token is', () => {
  it('is told by id, with its scopes and the verified address', async () => {
    const { provider, asked } = providerOf({
      'GET /user': {
        headers: { 'x-oauth-scopes': 'repo, read:org' },
        body: { id: 7, login: 'Ada', name: null, avatar_url: 'https://a/7' },
      },
      [EMAILS]: {
        body: [
          { email: 'no@example.com', primary: true, verified: false },
          { email: 'ada@example.com', primary: true, verified: true },
        ],
      },
    });
    expect(await provider.whoAmI!('gho_x')).toEqual({
      ...{ hostUserId: '7', login: 'Ada', name: null, avatarUrl: 'https://a/7' },
      ...{ email: 'ada@example.com', scopes: ['repo', 'read:org'] },
    });
    expect(asked[0]?.token).toContain('gho_x');
  });

  it('is nobody’s where GitHub refuses it, and not known where GitHub is away', async () => {
    const refused = providerOf({ 'GET /user': { status: 401, body: { message: 'Bad' } } });
    await expect(refused.provider.whoAmI!('x')).rejects.toMatchObject({ name: 'NotAllowedError' });
    const away = providerOf({ 'GET /user': { status: 502, body: {} } });
    await expect(away.provider.whoAmI!('x')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
  });
});

describe('what somebody may see', () => {
  it.each([
    [{ admin: true, push: true, pull: true }, 'admin'],
    [{ admin: false, maintain: true, pull: true }, 'write'],
    [{ push: true, pull: true }, 'write'],
    [{ triage: true, pull: true }, 'read'],
    [{ pull: true }, 'read'],
  ])('13. has the level of %j', async (permissions, level) => {
    const { provider } = providerOf({ [listPath(1)]: { body: [repository(1, permissions)] } });
    const { rows } = await provider.repositories!(access, null);
    expect(rows.map((row) => row.level)).toEqual([level]);
  });

  it('is listed page by page as GitHub leads on, internal ones as private', async () => {
    const next = '<https://api.github.com/user/repos?per_page=100&page=2>; rel="next"';
    const { provider } = providerOf({
      [listPath(1)]: { headers: { link: next }, body: [repository(1, { pull: true })] },
      [listPath(2)]: {
        headers: { link: '<https://api.github.com/user/repos?page=1>; rel="first"' },
        body: [repository(2, { pull: true }, { visibility: 'internal', archived: true })],
      },
    });
    const first = await provider.repositories!(access, null);
    expect(first).toMatchObject({ next: '2', complete: true, withheld: [] });
    const second = await provider.repositories!(access, first.next);
    expect(second).toMatchObject({
      next: null,
      rows: [{ identity: { vcsId: '2', private: true }, archived: true }],
    });
  });

  it('11. is not complete where GitHub leaves out what asks for single sign-on', async () => {
    const { provider } = providerOf({
      [listPath(1)]: {
        headers: { 'x-github-sso': 'partial-results; organizations=21955855,20582480' },
        body: [],
      },
    });
    expect(await provider.repositories!(access, null)).toMatchObject({
      complete: false,
      withheld: [
        { account: '21955855', by: 'id' },
        { account: '20582480', by: 'id' },
      ],
    });
  });

  it('is no list where a page fails', async () => {
    const limited = providerOf({
      [listPath(1)]: { status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: {} },
    });
    await expect(limited.provider.repositories!(access, null)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    const odd = providerOf({ [listPath(1)]: { body: { not: 'a list' } } });
    await expect(odd.provider.repositories!(access, null)).rejects.toThrow();
  });
});

describe('one right', () => {
  const r = {
    repository: repositoryRecord({ cloneUrl: 'https://github.com/acme/app.git' }),
    credential: null,
  };
  const path = 'GET /repos/acme/app/collaborators/ada/permission';
  it.each([
    [{ permission: 'admin', role_name: 'admin', user: { id: 7 } }, 'admin'],
    [{ permission: 'write', role_name: 'maintain', user: { id: 7 } }, 'write'],
    [{ permission: 'read', role_name: 'triage', user: { id: 7 } }, 'read'],
    [{ permission: 'none', user: { id: 7 } }, null],
    [{ permission: 'admin', user: { id: 8 } }, null],
  ])('of %j is %s', async (body, level) => {
    const { provider } = providerOf({ [path]: { body } });
    expect(await provider.permission!(r, access.account)).toBe(level);
  });

  it('is none where GitHub knows no such account', async () => {
    expect(await providerOf({}).provider.permission!(r, access.account)).toBeNull();
  });
});

describe('a token that ended', () => {
  const client = { id: 'id', secret: 'secret', url: 'https://github.com' };
  const path = 'POST /login/oauth/access_token';
  it('is renewed by the pair, which is void then', async () => {
    let sent: unknown;
    const body = { access_token: 'ghu_2', refresh_token: 'ghr_2', expires_in: 28_800 };
    const { provider } = providerOf(
      { [path]: (text) => ((sent = JSON.parse(text)), { body }) },
      { client },
    );
    const grant = await provider.renewToken!('ghr_1');
    expect(grant).toMatchObject({ token: 'ghu_2', refresh: 'ghr_2' });
    expect(grant.expiresAt).toBeGreaterThan(Date.now() + 28_000_000);
    expect(sent).toMatchObject({ refresh_token: 'ghr_1', client_secret: 'secret' });
  });

  it('is refused with words, by an answer of status 200 too, and kept while GitHub is away', async () => {
    const refused = providerOf({ [path]: { body: { error: 'bad_refresh_token' } } }, { client });
    await expect(refused.provider.renewToken!('x')).rejects.toThrow('bad_refresh_token');
    const away = providerOf({ [path]: { status: 500, body: {} } }, { client });
    await expect(away.provider.renewToken!('x')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    await expect(providerOf({}).provider.renewToken!('x')).rejects.toThrow('clientId');
  });
});

describe('deliveries about people', () => {
  const payloads = examples as unknown as readonly {
    readonly name: string;
    readonly examples: readonly Readonly<Record<string, unknown>>[];
  }[];
  const { provider } = providerOf({});
  const parse = (name: string, example: unknown) =>
    provider.parseAccount!({
      headers: { 'x-github-event': name },
      body: Buffer.from(JSON.stringify(example)),
      hint: null,
    });

  it.each([
    ['organization', ['rights', 'account']],
    ['membership', ['rights']],
    ['installation', ['account']],
    ['installation_repositories', ['account']],
    ['github_app_authorization', ['revoked']],
  ])('are read: %s', async (name, kinds) => {
    const recorded = payloads.find((one) => one.name === name)?.examples ?? [];
    expect(recorded.length).toBeGreaterThan(0);
    for (const example of recorded) {
      const event = await parse(name, example);
      expect(kinds).toContain(event?.kind);
      if (event && 'hostUserIds' in event) expect(event.hostUserIds[0]).toMatch(/^\d+$/);
    }
  });

  it('are told from those about repositories', async () => {
    const push = payloads.find((one) => one.name === 'push')?.examples[0];
    expect(await parse('push', push)).toBeUndefined();
    expect(await parse('organization', { action: 1 })).toBeUndefined();
  });
});
