import type { Outbound, OutboundInit } from '@turnpike/core/contracts';
import { describe, expect, it } from 'vitest';
import { outboundFetch } from './fetch.js';

function recording(status: number, text: string) {
  const calls: { url: string; init: OutboundInit | undefined }[] = [];
  const outbound: Outbound = {
    fetch: async (url, init) => {
      calls.push({ url, init });
      const body = Buffer.from(text);
      const headers = { 'x-seen': '1' };
      const read = { text: () => text, json: () => JSON.parse(text) as unknown };
      return { status, ok: status < 300, headers, url: `${url}#there`, body, ...read };
    },
    resolve: () => Promise.reject(new Error('not asked')),
  };
  return { calls, fetch: outboundFetch(outbound, { maxBytes: 10 }) };
}

describe('outboundFetch', () => {
  it('sends what fetch is given, and answers a Response', async () => {
    const { calls, fetch } = recording(201, '{"a":1}');
    const answer = await fetch('https://example.com/x', {
      method: 'post',
      headers: { 'X-A': 'b' },
      body: new URLSearchParams({ q: '1' }),
    });
    expect(calls).toMatchObject([
      {
        url: 'https://example.com/x',
        init: { method: 'POST', headers: { 'x-a': 'b' }, body: 'q=1', maxBytes: 10 },
      },
    ]);
    expect([answer.status, answer.url]).toEqual([201, 'https://example.com/x#there']);
    expect(answer.headers.get('x-seen')).toBe('1');
    expect(await answer.json()).toEqual({ a: 1 });
  });

  it('takes a Request and URL, and knows answers that have no body', async () => {
    const { calls, fetch } = recording(304, '');
    const headers = { 'if-none-match': '"1"' };
    expect((await fetch(new Request('https://example.com/', { headers }))).status).toBe(304);
    await fetch(new URL('https://example.com/url'));
    expect(calls).toMatchObject([
      { url: 'https://example.com/', init: { method: 'GET', headers } },
      { url: 'https://example.com/url' },
    ]);
  });
});
