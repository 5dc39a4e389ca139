import { describe, expect, it } from 'vitest';
import { hostCalls, jsonOf, withQuery } from './host-calls.js';

const callsOf = (answer: () => Response | Promise<Response>) => {
  const seen: Request[] = [];
  const calls = hostCalls({
    name: 'The host',
    apiUrl: 'https://git.example.com/code/api',
    fetch: async (input, init) => {
      seen.push(new Request(input as string, init));
      return answer();
    },
    headers: { authorization: 'Bearer s3cret' },
    refusal: (refused) => Promise.resolve(new Error(`refused ${refused.status}`)),
  });
  return { calls, seen };
};

describe('the API of a host', () => {
  it('is asked below its address, in JSON, by who asks', async () => {
    const { calls, seen } = callsOf(() => Response.json({ id: 1 }, { status: 201 }));
    expect(await calls.send('POST', '/hooks', { url: 'x' })).toEqual({
      status: 201,
      body: { id: 1 },
    });
    const [sent] = seen as [Request];
    expect([sent.method, sent.url]).toEqual(['POST', 'https://git.example.com/code/api/hooks']);
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      ...{ accept: 'application/json', authorization: 'Bearer s3cret' },
      ...{ 'content-type': 'application/json', 'user-agent': 'Turnpike' },
    });
    expect(await sent.json()).toEqual({ url: 'x' });
  });

  it('answers statuses that are known, and refuses all others', async () => {
    const { calls } = callsOf(() => new Response('gone', { status: 404 }));
    expect(await calls.send('DELETE', '/hooks/1', undefined, [404])).toEqual({ status: 404 });
    await expect(calls.send('DELETE', '/hooks/1')).rejects.toThrow('refused 404');
  });

  it('that does not answer is worth another try', async () => {
    const { calls } = callsOf(() => Promise.reject(new TypeError('fetch failed')));
    const asked = calls.call('GET', '/user');
    await expect(asked).rejects.toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
    await asked.catch((error: Error) => expect(error.message).not.toContain('s3cret'));
  });
});

it('words of an address are escaped, and several of one name stay several', () => {
  expect(withQuery('/x')).toBe('/x');
  expect(withQuery('/x', { q: 'a&b=c', simple: true, page: 2, 'refs[]': ['a', 'b'] })).toBe(
    '/x?q=a%26b%3Dc&simple=true&page=2&refs%5B%5D=a&refs%5B%5D=b',
  );
});

it('what is no JSON is nothing', () => {
  expect([jsonOf('{"a":1}'), jsonOf(''), jsonOf('<html>')]).toEqual([
    { a: 1 },
    undefined,
    undefined,
  ]);
});
