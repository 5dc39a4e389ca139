import { describe, expect, it } from 'vitest';
import { outboundConformance } from '../../conformance/index.js';
import { fakeClock } from './clock.js';
import { fakeOutbound } from './outbound.js';

outboundConformance('of tests', async () => {
  const outbound = fakeOutbound();
  const url = 'http://place.test';
  outbound.fail('refused', 'http://refused.test');
  outbound.fail('reset', 'http://reset.test');
  return {
    outbound,
    url,
    answer: (path, answer) => outbound.answer(url + path, answer),
    requests: () => outbound.requests,
    broken: {
      refused: 'http://refused.test/',
      reset: 'http://reset.test/',
      dns: 'http://nowhere.test/',
    },
    dispose: async () => undefined,
  };
});

describe('the way out of tests', () => {
  it('fails where and as long as it is told to', async () => {
    const outbound = fakeOutbound();
    outbound.answer('http://one.test', { body: 'one' });
    outbound.fail('timeout', 'http://one.test');
    await expect(outbound.fetch('http://one.test/')).rejects.toThrow('took too long');
    outbound.heal();
    expect((await outbound.fetch('http://one.test/')).text()).toBe('one');
    outbound.fail('forbidden');
    await expect(outbound.resolve('one.test', 443)).rejects.toMatchObject({
      code: 'TURNPIKE_URL_FORBIDDEN',
    });
    expect(outbound.requests).toHaveLength(2);
  });

  it('is slow on the clock of the test', async () => {
    const clock = fakeClock();
    const outbound = fakeOutbound({ clock });
    outbound.answer('http://slow.test', { body: 'late', delayMs: 10_000 });
    let text = '';
    const asked = outbound.fetch('http://slow.test/').then((answer) => (text = answer.text()));
    await clock.advance(9_999);
    expect(text).toBe('');
    await clock.advance(1);
    expect(await asked).toBe('late');
  });

  it('answers what depends on the request', async () => {
    const outbound = fakeOutbound();
    outbound.answer('http://echo.test', ({ method, body }) => ({ body: `${method} ${body}` }));
    const answer = await outbound.fetch('http://echo.test/x', { method: 'PUT', body: 'hi' });
    expect(answer.text()).toBe('PUT hi');
  });
});
