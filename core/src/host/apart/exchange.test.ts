import { describe, expect, it, vi } from 'vitest';
import type { HttpExchange, Principal } from '../../contracts/http.js';
import { exchangeCall, responseOf, sentExchange } from './exchange.js';

const user = { kind: 'user', userId: 1 } as Principal;

function exchange(headers: Record<string, string>, principal: Principal): HttpExchange {
  return {
    ...{ method: 'GET', path: '/a', params: {}, query: new URLSearchParams('x=1'), headers },
    ...{ principal, ip: '127.0.0.1', secure: false, id: 'r', signal: new AbortController().signal },
    json: async () => ({ a: 1 }),
    bytes: async () => new Uint8Array([1]),
    stream: async function* none() {},
    audit: vi.fn<HttpExchange['audit']>(async () => undefined),
  };
}

describe('a request on its way to a process of its own', () => {
  it('has nothing with which its asker was let in', () => {
    const headers = {
      cookie: 'theme=dark; turnpike_session=secret; __Host-turnpike_session=secret; a=b',
      authorization: 'token secret',
      accept: 'text/html',
    };
    const sent = sentExchange(exchange(headers, user));
    expect(JSON.stringify(sent)).not.toContain('secret');
    expect(sent.headers).toEqual({ accept: 'text/html', cookie: 'theme=dark; a=b' });
    expect(sent).toMatchObject({ query: 'x=1', principal: user });
  });

  it('has what a stranger sent for the plugin itself', () => {
    const sent = sentExchange(exchange({ authorization: 'Bearer theirs' }, { kind: 'anonymous' }));
    expect(sent.headers).toEqual({ authorization: 'Bearer theirs' });
    expect(sentExchange(exchange({ cookie: 'turnpike_session=s' }, user)).headers).toEqual({});
  });

  it('lends its body and its row of the audit log', async () => {
    const given = exchange({}, user);
    const { lend } = exchangeCall(given);
    expect(Object.keys(lend ?? {})).toEqual(['json', 'bytes', 'audit']);
    expect(await lend?.['json']?.()).toEqual({ a: 1 });
  });
});

describe('an answer on its way back', () => {
  it.each([[{}], [{ status: 204 }], [{ body: { a: 1 }, headers: { 'x-a': ['1', '2'] } }]])(
    'is taken: %j',
    (answer) => {
      expect(responseOf(answer)).toMatchObject(answer);
    },
  );

  it('has bytes that can be sent', () => {
    expect(Buffer.isBuffer(responseOf({ body: new Uint8Array([1, 2]) }).body)).toBe(true);
  });

  it.each([
    [{ status: 99 }],
    [{ status: '200' }],
    [{ headers: { 'x-a': 1 } }],
    [{ headers: { 'x-a': 'b\r\nset-cookie: c=d' } }],
  ])('is refused: %j', (answer) => {
    expect(() => responseOf(answer)).toThrow('what is no answer');
  });
});
