import { z } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { renewToken } from './renew-token.js';
import { apiOf, type ServerSettings } from './server.js';

type Said = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

/** A server that says what it is told to say, address by address. */
function serverThat(says: (url: URL, init?: RequestInit) => Said) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    asked.push(`${url.pathname}${url.search}`);
    const [status, body, headers = {}] = says(url, init);
    return new Response(status === 204 ? null : body, { status, headers });
  };
  const server: ServerSettings = {
    ...{ id: 'work', kind: 'gitea', name: 'Gitea', url: 'https://git.example' },
    ...{ apiUrl: 'https://git.example/api/v1', fetch },
  };
  return { server, asked, api: apiOf(server, 'sesame-77') };
}
const numbers = (from: number, to: number): string =>
  JSON.stringify(Array.from({ length: to - from + 1 }, (_, at) => from + at));

describe('lists', () => {
  it('are read to their end, also where the server cuts pages shorter than asked', async () => {
    const pages = [numbers(1, 20), numbers(21, 40), numbers(41, 45)];
    const { api, asked } = serverThat((url) => {
      const page = Number(url.searchParams.get('page'));
      return [200, pages[page - 1] ?? '[]', { 'x-total-count': '45' }];
    });
    expect(await api.list('/x', z.number())).toHaveLength(45);
    expect(asked).toHaveLength(3);
  });

  it('end with an empty page where the server tells no number', async () => {
    const { api } = serverThat((url) => [
      200,
      url.searchParams.get('page') === '3'
        ? '[]'
        : numbers(1, Number(url.searchParams.get('page'))),
    ]);
    expect(await api.list('/x', z.number())).toEqual([1, 1, 2]);
  });

  it('that know no pages are read once', async () => {
    const { api, asked } = serverThat(() => [200, '[1,2]']);
    expect(await api.list('/x', z.number())).toEqual([1, 2]);
    expect(asked).toHaveLength(2);
  });

  it('that are not there are none, and a null of Go is an empty one', async () => {
    const { api } = serverThat((url) =>
      url.pathname.endsWith('/gone') ? [404, '{"message":"not found"}'] : [200, 'null'],
    );
    expect(await api.list('/gone', z.number())).toBeUndefined();
    expect(await api.list('/empty', z.number())).toEqual([]);
  });
});

describe('answers that are none', () => {
  it.each([
    [500, '', 'TURNPIKE_HOST_UNAVAILABLE'],
    [502, '<html>', 'TURNPIKE_HOST_UNAVAILABLE'],
    [429, '', 'TURNPIKE_HOST_UNAVAILABLE'],
    [401, '{"message":"token is required"}', 'TURNPIKE_HOST_REFUSED'],
    [403, '{"message":"no scope"}', 'TURNPIKE_HOST_REFUSED'],
    [404, 'page not found', 'TURNPIKE_HOST_REFUSED'],
    [200, '<html>another server</html>', 'TURNPIKE_HOST_REFUSED'],
    [200, '{"name":1}', 'TURNPIKE_HOST_REFUSED'],
  ])('%i %s is %s', async (status, body, code) => {
    const { api } = serverThat(() => [status, body]);
    const asking = api.get('/x', z.object({ name: z.string() }));
    await expect(asking).rejects.toMatchObject({ code });
    await expect(asking).rejects.not.toThrow(/sesame/);
  });

  it('a connection that breaks is worth another try', async () => {
    const { server } = serverThat(() => [200, '']);
    const broken = apiOf({ ...server, fetch: () => Promise.reject(new TypeError('reset')) }, 't');
    await expect(broken.get('/x', z.unknown())).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
  });
});

describe('renewing a sign-in', () => {
  const oauth = { url: 'https://git.example', clientId: 'id', clientSecret: 'secret' };

  it('gives the next pair', async () => {
    let sent = '';
    const { server, asked } = serverThat((_url, init) => {
      sent = String(init?.body);
      return [200, '{"access_token":"next","refresh_token":"r2","expires_in":3600}'];
    });
    const grant = await renewToken({ ...server, oauth }, 'r1');
    expect(grant).toMatchObject({ token: 'next', refresh: 'r2' });
    expect(grant.expiresAt).toBeGreaterThan(Date.now());
    expect(asked).toEqual(['/login/oauth/access_token']);
    expect(Object.fromEntries(new URLSearchParams(sent))).toEqual({
      ...{ grant_type: 'refresh_token', refresh_token: 'r1' },
      ...{ client_id: 'id', client_secret: 'secret' },
    });
  });

  it.each([
    [400, '{"error":"unauthorized_client"}', 'TURNPIKE_AUTH_INVALID'],
    [503, '', 'TURNPIKE_HOST_UNAVAILABLE'],
    [200, '{"error":"odd"}', 'TURNPIKE_HOST_REFUSED'],
  ])('%i %s is %s', async (status, body, code) => {
    const { server } = serverThat(() => [status, body]);
    await expect(renewToken({ ...server, oauth }, 'r1')).rejects.toMatchObject({ code });
  });

  it('is no use where nobody signs in', async () => {
    const { server } = serverThat(() => [200, '{}']);
    const none = { ...oauth, clientId: null };
    await expect(renewToken({ ...server, oauth: none }, 'r1')).rejects.toMatchObject({
      code: 'TURNPIKE_AUTH_INVALID',
    });
  });
});
