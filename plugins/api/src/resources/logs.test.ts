import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { LOG, startTestApi, tokenOf, type TestApi } from '../testing/test-api.js';

import { logToken } from './log-token.js';

const DAY = 86_400_000;
let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('logs', () => {
  it('sends raw bytes in a sandbox, whole or from an offset', async () => {
    await giveRun();
    const whole = await api.ask('reader', 'GET /v3/job/1/log.txt');
    expect(whole.text).toBe(LOG);
    expect(whole.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(whole.headers.get('content-security-policy')).toContain('sandbox');
    expect(whole.headers.get('x-log-end')).toBe(String(LOG.length));
    const range = (from: string) =>
      api.host.request('/v3/job/1/log.txt', {
        headers: { authorization: `token ${tokenOf('reader')}`, range: `bytes=${from}` },
      });
    const tail = await range('20-');
    expect([tail.status, await tail.text()]).toEqual([206, LOG.slice(20)]);
    expect((await range(`${LOG.length}-`)).status).toBe(416);
    const { body } = await api.ask('reader', 'GET /v3/job/1/log');
    expect(body).toMatchObject({
      content: LOG,
      sealed: true,
      run: 1,
      log_parts: [{ number: 0, final: true }],
    });
    expect((await api.ask('reader', 'GET /v3/job/1/log.txt?run=2')).status).toBe(404);
  });

  it('is opened for a day to who has its address, and that log alone', async () => {
    await giveRun();
    const { publicKey, privateKey } = await api.host.resolve(tokens.secrets).newKeyPair();
    const sealed = api.host.resolve(tokens.secrets).seal(privateKey);
    await api.store.repositories.setSealed(1, { publicKey, privateKey: sealed });
    const { body } = await api.ask('reader', 'GET /v3/job/1/log');
    const href = String(body['@raw_log_href']);
    expect(href).toMatch(/^\/v3\/job\/1\/log\.txt\?run=1&log\.token=\w+\.[0-9a-f]{32}$/);
    const [, query = ''] = href.split('?');
    const statusOf = async (address: string) => (await api.ask(null, `GET ${address}`)).status;
    expect((await api.ask(null, `GET ${href}`)).text).toBe(LOG);
    expect((await api.ask(null, `GET /v3/job/1/log?${query}`)).body['content']).toBe(LOG);
    expect(await statusOf(`/v3/job/1/log_parts?${query}`)).toBe(200);
    expect(await statusOf(`/v3/job/1/log/search?q=o&${query}`)).toBe(401);
    expect(await statusOf(`/v3/job/1?${query}`)).toBe(401);
    expect(await statusOf(`/v3/job/2/log?${query}`)).toBe(404);
    expect((await api.ask(null, `DELETE /v3/job/1/log?${query}`)).status).toBe(401);
    for (const wrong of ['', 'x', href.replace(/.$/, 'g'), `${query.slice(-35)}0`])
      expect(await statusOf(`/v3/job/1/log?log.token=${encodeURIComponent(wrong)}`)).toBe(404);
    const job = (await api.store.jobs.get(1))!;
    const ports = { store: api.store, secrets: api.host.resolve(tokens.secrets) } as Api;
    const late = await logToken(ports, { job, repository: api.repository }, Date.now() - 2 * DAY);
    expect(await statusOf(`/v3/job/1/log?log.token=${late}`)).toBe(404);
    const other = await api.host.resolve(tokens.secrets).newKeyPair();
    await api.store.repositories.setSealed(1, {
      privateKey: api.host.resolve(tokens.secrets).seal(other.privateKey),
    });
    expect(await statusOf(href)).toBe(404);
  });

  it('finds the lines that have a text', async () => {
    await giveRun();
    const path = 'GET /v3/job/1/log/search';
    const { body } = await api.ask('reader', `${path}?q=world&run=1`);
    expect(body).toMatchObject({ run: 1, matches: [{ line: 2, text: 'world' }], more: false });
    const cut = await api.ask('reader', `${path}?q=o&limit=1`);
    expect(cut.body).toMatchObject({ matches: [{ line: 1 }], more: true });
    for (const wrong of ['', '?q=', '?q=a%0Ab', `?q=${'x'.repeat(1001)}`, '?q=a&limit=0'])
      expect((await api.ask('reader', `${path}${wrong}`)).status).toBe(400);
    expect((await api.ask('stranger', `${path}?q=o`)).status).toBe(404);
  });

  it('removes a log only when the job has ended, and says who did', async () => {
    const run = await giveRun();
    const early = await api.ask('writer', 'DELETE /v3/job/1/log');
    expect([early.status, early.body['error_type']]).toEqual([409, 'job_unfinished']);
    await api.store.jobs.transition(1, { from: ['received'], to: 'passed' });
    await api.store.runs.report(1, run, { seq: 1, state: 'passed' });
    const done = await api.ask('writer', 'DELETE /v3/job/1/log');
    expect(done.status).toBe(200);
    expect(api.removed).toEqual([{ jobId: 1, run }]);
    expect(done.body['content']).toMatch(/^Log removed by writer at /);
    expect((await api.ask('writer', 'DELETE /v3/job/1/log')).status).toBe(409);
  });

  it('says of a log that its time was over, in every answer', async () => {
    const run = await giveRun();
    await api.store.runs.report(1, run, { seq: 1, state: 'passed' });
    await api.store.runs.logsRemoved([{ jobId: 1, run }], 'The log was removed after 30 days.');
    const removed = {
      at: expect.any(String) as string,
      by: null,
      text: 'The log was removed after 30 days.',
    };
    const { body } = await api.ask('reader', 'GET /v3/job/1/log');
    expect(body).toMatchObject({ removed, sealed: true, content: `${removed.text}\n` });
    const raw = await api.ask('reader', 'GET /v3/job/1/log.txt');
    expect([raw.text, raw.headers.get('x-log-sealed')]).toEqual([`${removed.text}\n`, 'true']);
    const runs = await api.ask('reader', 'GET /v3/job/1/runs');
    expect(runs.body).toMatchObject({ runs: [{ run, log_removed: removed }] });
  });

  async function giveRun(): Promise<number> {
    await api.store.jobs.transition(1, { from: ['created'], to: 'queued', queue: 'linux' });
    const claimed = await api.store.runs.claim({
      claimId: 'claim-0001',
      worker: 'w',
      queues: ['linux'],
      offers: { os: ['linux'], arch: ['amd64'], labels: [] },
    });
    return claimed?.run.run ?? 0;
  }
});
