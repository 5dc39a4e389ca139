import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RepoAccess } from '@turnpike/sdk';
import { repositoryRecord } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { config } from './config.js';
import { ownHost } from './hosts.js';
import { createGithubProvider } from './provider.js';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Handler = Answer | ((call: Call) => Answer);

let server: Server;
let calls: Call[];
/** `GET /repos/acme/app/…` → what GitHub would say. Paths are decoded, without their query. */
let github: Record<string, Handler>;

beforeEach(async () => {
  calls = [];
  github = {};
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://host');
      const path = decodeURIComponent(url.pathname);
      const call = {
        method: request.method ?? '',
        path: `${path}${url.search}`,
        headers: request.headers,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      calls.push(call);
      const handler = github[`${call.method} ${path}`] ?? {
        status: 404,
        body: { message: 'Not Found' },
      };
      const answer = typeof handler === 'function' ? handler(call) : handler;
      response.writeHead(answer.status ?? 200, {
        'content-type': 'application/json',
        ...answer.headers,
      });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const R = '/repos/acme/app';
const SHA = 'a'.repeat(40);
const provider = (patch: Record<string, unknown> = {}) =>
  createGithubProvider(
    ownHost(
      config.parse({
        apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        ...patch,
      }),
    ),
  );
const access = (token: string | null = 'tok'): RepoAccess => ({
  repository: repositoryRecord({
    slug: 'here/renamed',
    cloneUrl: 'https://github.com/acme/app.git',
    vcsProvider: 'github',
    private: true,
  }),
  credential: token === null ? null : { kind: 'token', token },
});
const file = (text: string) => ({
  body: {
    type: 'file',
    encoding: 'base64',
    size: text.length,
    content: Buffer.from(text).toString('base64'),
  },
});
const commit = (sha: string, message = 'one') => ({
  body: {
    sha,
    html_url: `https://github.com/acme/app/commit/${sha}`,
    commit: {
      message,
      author: { name: 'Ada', email: 'ada@example.com', date: '2024-01-02T03:04:05Z' },
      committer: { name: 'Grace', email: 'grace@example.com', date: '2024-01-02T03:04:06Z' },
    },
  },
});

describe('reading', () => {
  it('reads files with the credential of the repository', async () => {
    github[`GET ${R}/contents/.travis.yml`] = file('script: ü\n');
    expect(await provider().file(access(), '.travis.yml', SHA)).toBe('script: ü\n');
    expect(calls[0]).toMatchObject({ path: `${R}/contents/.travis.yml?ref=${SHA}` });
    expect(calls[0]?.headers.authorization).toBe('token tok');
    expect(await provider().file(access(), 'missing.yml', SHA)).toBe(undefined);
    github[`GET ${R}/contents/dir`] = { body: [{ type: 'file', name: 'x' }] };
    expect(await provider().file(access(), 'dir', SHA)).toBe(undefined);
  });

  it('cannot be led to another place of the API', async () => {
    github['GET /repos/other/secret/contents/x.yml'] = file('secret');
    for (const path of ['../../../other/secret/contents/x.yml', 'a/../../x', '..', 'a\nb'])
      expect(await provider().file(access(), path, SHA)).toBe(undefined);
    expect(await provider().commit(access(), '../pulls')).toBe(undefined);
    expect(calls).toEqual([]);
  });

  it('asks whether anything has changed instead of asking again', async () => {
    let asked = 0;
    github[`GET ${R}/contents/a`] = ({ headers }) => {
      asked++;
      return headers['if-none-match'] === '"1"'
        ? { status: 304 }
        : { ...file('text'), headers: { etag: '"1"' } };
    };
    const one = provider();
    expect(await one.file(access(), 'a', 'main')).toBe('text');
    expect(await one.file(access(), 'a', 'main')).toBe('text');
    expect(asked).toBe(2);
    expect(calls[1]?.headers['if-none-match']).toBe('"1"');
    // The answer of one credential is not shown to another.
    await one.file(access('other'), 'a', 'main');
    expect(calls[2]?.headers['if-none-match']).toBe(undefined);
  });

  it('reads commits of branches and SHAs', async () => {
    github[`GET ${R}/commits/heads/feature/x`] = commit(SHA, 'two\n\nbody');
    expect(await provider().commit(access(), 'refs/heads/feature/x')).toEqual({
      sha: SHA,
      message: 'two\n\nbody',
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      committerName: 'Grace',
      committerEmail: 'grace@example.com',
      committedAt: Date.parse('2024-01-02T03:04:06Z'),
      compareUrl: `https://github.com/acme/app/commit/${SHA}`,
    });
    github[`GET ${R}/commits/${SHA}`] = {
      status: 422,
      body: { message: 'No commit found for SHA' },
    };
    expect(await provider().commit(access(), SHA)).toBe(undefined);
  });

  it('waits for the merge commit of a pull request, and knows when there will be none', async () => {
    const side = { ref: 'x', sha: SHA, repo: { id: 1, full_name: 'acme/app' } };
    const pull = (mergeable: boolean | null, merge_commit_sha: string | null) => ({
      body: {
        number: 7,
        title: 't',
        state: 'open',
        mergeable,
        merge_commit_sha,
        head: side,
        base: side,
      },
    });
    const ref = 'refs/pull/7/merge';
    github[`GET ${R}/pulls/7`] = pull(null, 'b'.repeat(40));
    await expect(provider().commit(access(), ref)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
      retryable: true,
    });
    github[`GET ${R}/pulls/7`] = pull(false, null);
    expect(await provider().commit(access(), ref)).toBe(undefined);
    github[`GET ${R}/pulls/7`] = pull(true, 'c'.repeat(40));
    github[`GET ${R}/commits/${'c'.repeat(40)}`] = commit('c'.repeat(40));
    expect(await provider().commit(access(), ref)).toMatchObject({ sha: 'c'.repeat(40) });
  });
});

describe('failures', () => {
  it.each<[string, Answer, string]>([
    ['500', { status: 500, body: {} }, 'TURNPIKE_HOST_UNAVAILABLE'],
    ['502', { status: 502, body: {} }, 'TURNPIKE_HOST_UNAVAILABLE'],
    [
      'the rate limit',
      { status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: {} },
      'TURNPIKE_HOST_UNAVAILABLE',
    ],
    ['the second rate limit', { status: 429, body: {} }, 'TURNPIKE_HOST_UNAVAILABLE'],
    ['a bad token', { status: 401, body: { message: 'Bad credentials' } }, 'TURNPIKE_HOST_REFUSED'],
    ['no right', { status: 403, body: { message: 'no' } }, 'TURNPIKE_HOST_REFUSED'],
  ])('%s', async (_what, answer, code) => {
    github[`GET ${R}/contents/a`] = answer;
    await expect(provider().file(access(), 'a', SHA)).rejects.toMatchObject({ code });
  });

  it('a host that is away', async () => {
    const away = provider({ apiUrl: 'http://127.0.0.1:1' });
    await expect(away.missed(access(), null)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
  });
});

describe('missed', () => {
  const side = (sha: string, id = 1) => ({ ref: 'main', sha, repo: { id, full_name: 'acme/app' } });
  const pull = (number: number, sha: string, headId = 1) => ({
    number,
    title: 't',
    state: 'open',
    merge_commit_sha: 'e'.repeat(40),
    head: { ...side(sha, headId), ref: 'topic' },
    base: side(SHA),
    user: { login: 'ada' },
  });
  const state = (branches: Record<string, string>, pulls: unknown[] = [], tags = {}) => {
    const list = (refs: Record<string, string>) =>
      Object.entries(refs).map(([name, sha]) => ({ name, commit: { sha } }));
    github[`GET ${R}/branches`] = { body: list(branches) };
    github[`GET ${R}/tags`] = { body: list(tags) };
    github[`GET ${R}/pulls`] = { body: pulls };
  };

  it('finds what no delivery told of, and nothing twice', async () => {
    const [b, c] = ['b'.repeat(40), 'c'.repeat(40)];
    state({ main: SHA, old: SHA }, [pull(1, SHA)]);
    const first = await provider().missed(access(), null);
    expect(first.events.map(({ event }) => event)).toMatchObject([
      { kind: 'push', branch: 'main' },
    ]);
    state({ main: b, topic: b }, [pull(1, b), pull(2, c, 99)], { v1: b });
    const second = await provider().missed(access(), first.cursor);
    expect(second.events.map(({ event }) => event)).toMatchObject([
      { kind: 'push', branch: 'main', sha: b, beforeSha: SHA },
      { kind: 'push', branch: 'topic' },
      { kind: 'branch_deleted', name: 'old' },
      { kind: 'push', tag: 'v1' },
      { kind: 'pull_request', action: 'synchronize', pullRequest: { number: 1, fork: false } },
      { kind: 'pull_request', action: 'opened', pullRequest: { number: 2, fork: true } },
    ]);
    expect((await provider().missed(access(), second.cursor)).events).toEqual([]);
  });

  it('finds what was pushed back to where the last look saw it, by what deliveries told since', async () => {
    const b = 'b'.repeat(40);
    state({ main: SHA }, [pull(1, SHA)]);
    const { cursor } = await provider().missed(access(), null);
    const told = { refs: { 'refs/heads/main': b }, pulls: { 1: b } };
    expect((await provider().missed(access(), cursor)).events).toEqual([]);
    const { events, cursor: next } = await provider().missed(access(), cursor, told);
    expect(events.map(({ event }) => event)).toMatchObject([
      { kind: 'push', branch: 'main', sha: SHA, beforeSha: b },
      { kind: 'pull_request', action: 'synchronize', pullRequest: { number: 1, headSha: SHA } },
    ]);
    state({ main: b }, [pull(1, b)]);
    expect((await provider().missed(access(), next, told)).events).toEqual([]);
  });

  it('reads every page', async () => {
    state({});
    github[`GET ${R}/branches`] = ({ path, headers }) => {
      const page = Number(new URL(path, 'http://host').searchParams.get('page') ?? 1);
      const next = `<http://${headers.host}${R}/branches?per_page=100&page=${page + 1}>; rel="next"`;
      return {
        body: [{ name: `b${page}`, commit: { sha: SHA } }],
        ...(page < 3 ? { headers: { link: next } } : {}),
      };
    };
    const { cursor } = await provider().missed(access(), '{"refs":{},"pulls":{}}');
    expect(Object.keys((JSON.parse(cursor) as { refs: object }).refs)).toHaveLength(3);
  });
});

describe('writing', () => {
  it('sets a status, cut to what GitHub takes', async () => {
    github[`POST ${R}/statuses/${SHA}`] = { status: 201, body: {} };
    await provider().setStatus?.(access(), {
      sha: SHA,
      state: 'success',
      context: 'continuous-integration/turnpike/push',
      description: 'x'.repeat(200),
      targetUrl: 'https://ci.example.com/acme/app/builds/1',
    });
    expect(calls[0]?.body).toMatchObject({
      state: 'success',
      context: 'continuous-integration/turnpike/push',
      // The mark that something was cut counts: GitHub refuses 141.
      description: `${'x'.repeat(139)}…`,
      target_url: 'https://ci.example.com/acme/app/builds/1',
    });
  });

  it('makes the webhook once and renews it afterwards', async () => {
    const hook = { url: 'https://ci.example.com/hooks/github/7', secret: 's' };
    github[`GET ${R}/hooks`] = { body: [] };
    github[`POST ${R}/hooks`] = { status: 201, body: { id: 3 } };
    expect(await provider().installHook?.(access(), hook)).toContain('acme/app');
    expect(calls.at(-1)?.body).toMatchObject({ config: { ...hook, content_type: 'json' } });
    github[`GET ${R}/hooks`] = { body: [{ id: 3, config: { url: hook.url } }] };
    github[`PATCH ${R}/hooks/3`] = { body: { id: 3 } };
    await provider().installHook?.(access(), { ...hook, secret: 'new' });
    expect(calls.at(-1)).toMatchObject({ method: 'PATCH', body: { config: { secret: 'new' } } });
  });
});

describe('a repository that was renamed, transferred or removed', () => {
  const at = (id: number, slug: string) => ({
    body: { id, full_name: slug, private: true, clone_url: `https://github.com/${slug}.git` },
  });
  const known = (): RepoAccess => {
    const { repository, credential } = access();
    return { repository: { ...repository, vcsId: '5' }, credential };
  };

  it('is followed by the redirect of its old name, with the credential', async () => {
    github[`GET ${R}`] = { status: 301, headers: { location: '/repositories/5' }, body: {} };
    github['GET /repositories/5'] = at(5, 'octo/engine');
    expect(await provider().locate?.(known())).toMatchObject({ vcsId: '5', slug: 'octo/engine' });
    expect(calls.at(-1)?.headers.authorization).toBe('token tok');
  });

  it('is found by its id where another has its old name', async () => {
    github[`GET ${R}`] = at(6, 'acme/app');
    github['GET /repositories/5'] = at(5, 'octo/engine');
    expect(await provider().locate?.(known())).toMatchObject({ slug: 'octo/engine' });
    delete github['GET /repositories/5'];
    await expect(provider().locate?.(known())).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      message: expect.stringContaining('acme/app is another repository now') as string,
    });
  });

  it('costs one question that changes nothing', async () => {
    github[`GET ${R}`] = ({ headers }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304 }
        : { ...at(5, 'acme/app'), headers: { etag: '"1"' } };
    const one = provider();
    for (let look = 0; look < 2; look += 1)
      expect(await one.locate?.(known())).toMatchObject({ slug: 'acme/app' });
    expect(calls.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
  });

  it('does not lose its hook to a token that may not see hooks', async () => {
    await expect(
      provider().removeHook?.(known(), { url: 'https://ci.example.com/hooks/github/7' }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_HOST_REFUSED' });
  });
});

describe('inspect and cloneAccess', () => {
  it('knows its own URLs only', async () => {
    const one = provider();
    const host = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).host;
    github['GET /repos/acme/app'] = {
      body: {
        id: 5,
        full_name: 'acme/app',
        private: false,
        clone_url: 'https://github.com/acme/app.git',
        default_branch: 'trunk',
        owner: { login: 'acme', type: 'Organization' },
      },
    };
    expect(await one.inspect?.(`https://${host}/acme/app.git`)).toMatchObject({
      vcsId: '5',
      slug: 'acme/app',
      defaultBranch: 'trunk',
      ownerType: 'organization',
    });
    for (const url of [
      'https://example.com/a/b',
      '/srv/x',
      `https://${host}/a`,
      `https://${host}/no/no`,
    ])
      await expect(one.inspect?.(url)).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
  });

  it("lends the site's token to private repositories only", async () => {
    const one = provider({ token: 'site' });
    expect((await one.cloneAccess(access(null))).credential).toEqual({
      kind: 'token',
      token: 'site',
    });
    const open = { ...access(null), repository: { ...access().repository, private: false } };
    expect((await one.cloneAccess(open)).credential).toBe(null);
  });
});

describe('history', () => {
  it('is asked of GitHub: what a ref leads to, and which commit is older', async () => {
    const [old, young] = [SHA, 'b'.repeat(40)];
    github[`GET ${R}`] = { body: {} };
    github[`GET ${R}/commits/heads/main`] = commit(young);
    github[`GET ${R}/compare/${old}...${young}`] = { body: { status: 'ahead', files: [] } };
    github[`GET ${R}/compare/${young}...${old}`] = { body: { status: 'behind', files: [] } };
    expect(await provider().head?.(access(), 'refs/heads/main')).toBe(young);
    expect(await provider().head?.(access(), 'refs/heads/gone')).toBe(null);
    expect(await provider().isAncestor?.(access(), old, young)).toBe(true);
    expect(await provider().isAncestor?.(access(), young, old)).toBe(false);
    expect(await provider().isAncestor?.(access(), 'c'.repeat(40), old)).toBe(undefined);
  });

  it('a repository that is not shown is told from a ref that is not there', async () => {
    await expect(provider().head?.(access(), 'refs/heads/main')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      message: expect.stringContaining('shows no repository acme/app') as string,
    });
  });

  it('a 404 of a server that is not GitHub is no missing commit', async () => {
    github[`GET ${R}/commits/${SHA}`] = {
      status: 404,
      headers: { 'content-type': 'text/plain' },
      body: '404 page not found',
    };
    await expect(provider().commit(access(), SHA)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
      message: expect.stringContaining("does not know this address of GitHub's API") as string,
    });
  });
});
