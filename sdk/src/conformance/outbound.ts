import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outbound } from '@turnpike/core/contracts';
import type { FakeAnswer, SentRequest } from '../testing/fakes/outbound.js';

/** A way out, and a place in the test that it leads to. @stable */
export interface OutboundSubject {
  /** May reach `url` and `broken`. */
  readonly outbound: Outbound;
  /** Where `answer` is found: http, no slash at its end. */
  readonly url: string;
  /** Has the place answer this path so. */
  answer(path: string, answer: FakeAnswer): void;
  /** What arrived there so far. */
  requests(): readonly SentRequest[];
  /** Places where nobody listens, where the connection breaks, and a host that there is not. */
  readonly broken: { readonly refused: string; readonly reset: string; readonly dns: string };
  /** Closes the place. */
  dispose(): Promise<void>;
}

const unavailable = { code: 'TURNPIKE_HOST_UNAVAILABLE' };
const refused = { code: 'TURNPIKE_HOST_REFUSED' };

/**
 * What every way out must do, the platform's and the one of tests. `create` gives a fresh one for each check.
 * @stable
 */
export function outboundConformance(name: string, create: () => Promise<OutboundSubject>): void {
  describe(`outbound ${name}`, () => {
    let subject: OutboundSubject;
    beforeEach(async () => void (subject = await create()));
    afterEach(() => subject.dispose());
    const fetch: Outbound['fetch'] = (path, init) =>
      subject.outbound.fetch(subject.url + path, init);

    it.each([200, 204, 404, 429, 503])(
      '"Any status is an answer, not an error": %i',
      async (status) => {
        subject.answer('/', { status });
        expect(await fetch('/')).toMatchObject({ status, ok: status < 300 });
      },
    );

    it('sends method, headers and body, and answers headers in lower case', async () => {
      subject.answer('/in', { headers: { 'X-Seen': 'yes' }, body: { ok: true } });
      const headers = { 'X-Token': 't' };
      const answer = await fetch('/in', { method: 'POST', headers, body: 'hello' });
      expect(answer.headers['x-seen']).toBe('yes');
      expect(answer.json()).toEqual({ ok: true });
      expect(subject.requests().at(-1)).toMatchObject({
        method: 'POST',
        body: 'hello',
        headers: expect.objectContaining({ 'x-token': 't' }) as object,
      });
    });

    it('"Throws ExternalHostError TURNPIKE_HOST_REFUSED if the answer is no JSON"', async () => {
      subject.answer('/', { body: 'no JSON' });
      const answer = await fetch('/');
      expect(answer.text()).toBe('no JSON');
      expect(() => answer.json()).toThrow(expect.objectContaining(refused));
    });

    it('follows redirects, says where the answer came from, and leaves them alone where asked to', async () => {
      subject.answer('/from', { status: 302, headers: { location: '/to' } });
      subject.answer('/to', { body: 'there' });
      const answer = await fetch('/from');
      expect([answer.text(), answer.url]).toEqual(['there', `${subject.url}/to`]);
      expect(await fetch('/from', { maxRedirects: 0 })).toMatchObject({ status: 302 });
    });

    it('"TURNPIKE_HOST_REFUSED (too large, too many redirects)"', async () => {
      subject.answer('/round', { status: 302, headers: { location: '/round' } });
      subject.answer('/large', { body: 'x'.repeat(1_000) });
      await expect(fetch('/round', { maxRedirects: 2 })).rejects.toMatchObject(refused);
      await expect(fetch('/large', { maxBytes: 999 })).rejects.toMatchObject(refused);
      expect((await fetch('/large', { maxBytes: 1_000 })).body).toHaveLength(1_000);
    });

    it.each(['refused', 'reset', 'dns'] as const)(
      '"TURNPIKE_HOST_UNAVAILABLE (no such host, no connection, too slow)": %s',
      async (kind) => {
        const asked = subject.outbound.fetch(subject.broken[kind]);
        await expect(asked).rejects.toMatchObject(unavailable);
      },
    );

    it('"timeoutMs: for the whole exchange", and is ended by its signal', async () => {
      subject.answer('/slow', { body: 'late', delayMs: 5_000 });
      await expect(fetch('/slow', { timeoutMs: 50 })).rejects.toMatchObject(unavailable);
      const signal = AbortSignal.abort();
      await expect(fetch('/slow', { signal })).rejects.toMatchObject(unavailable);
    });

    it('"Throws InputError TURNPIKE_URL_FORBIDDEN (wrong scheme)"', async () => {
      for (const url of ['file:///etc/passwd', 'gopher://host/', 'no url'])
        await expect(subject.outbound.fetch(url)).rejects.toMatchObject({
          code: 'TURNPIKE_URL_FORBIDDEN',
        });
    });
  });
}
