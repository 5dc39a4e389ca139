import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens, type Deliveries } from '@turnpike/sdk';
import { fake } from '@turnpike/sdk/testing';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let asked: unknown[];
let answer: Awaited<ReturnType<Deliveries['redeliver']>>;
beforeEach(async () => {
  asked = [];
  answer = { accepted: true, requestId: 9 };
  const deliveries: Deliveries = {
    redeliver: async (input) => {
      asked.push(input);
      return answer;
    },
  };
  api = await startTestApi({ deps: [fake(tokens.deliveries, deliveries)] });
});
afterEach(() => api.stop());

async function deliver(repositoryId: number | null, guid: string): Promise<number> {
  const stored = await api.store.transaction((tx) =>
    tx.deliveries.insert({
      provider: 'github',
      guid,
      event: 'push',
      repositoryId,
      headers: { 'x-github-event': 'push' },
      body: '{"ref":"refs/heads/main"}',
      outcome: 'rejected',
      reason: 'The repository is not active.',
    }),
  );
  return stored?.id ?? 0;
}

describe('deliveries', () => {
  it('are listed without what they held, and shown whole at their own address', async () => {
    const id = await deliver(1, 'a');
    await deliver(null, 'b');
    const { body } = await api.ask('root', 'GET /v3/repo/1/deliveries');
    expect(body['deliveries']).toMatchObject([
      { id, guid: 'a', outcome: 'rejected', reason: 'The repository is not active.' },
    ]);
    expect(JSON.stringify(body)).not.toContain('refs/heads/main');
    const one = await api.ask('root', `GET /v3/delivery/${id}`);
    expect(one.body).toMatchObject({ headers: { 'x-github-event': 'push' }, event: 'push' });
    expect(one.body['body']).toContain('refs/heads/main');
  });

  it('are for administrators of their repository; strays for those of the platform', async () => {
    const own = await deliver(1, 'a');
    const stray = await deliver(null, 'b');
    const writer = await api.store.users.byLogin('writer');
    await api.store.users.setPermission(writer?.id ?? 0, 1, 'admin');
    const statuses = async (who: string) => [
      (await api.ask(who, `GET /v3/delivery/${own}`)).status,
      (await api.ask(who, `GET /v3/delivery/${stray}`)).status,
    ];
    expect(await statuses('root')).toEqual([200, 200]);
    expect(await statuses('writer')).toEqual([200, 403]);
    expect(await statuses('reader')).toEqual([403, 403]);
    expect(await statuses('stranger')).toEqual([404, 403]);
  });

  it('are taken again by the listener, whose refusal is told', async () => {
    const id = await deliver(1, 'a');
    const taken = await api.ask('root', `POST /v3/delivery/${id}/redeliver`);
    expect(taken.status).toBe(202);
    expect(taken.body).toMatchObject({ state_change: 'redelivery', request: { id: 9 } });
    expect(asked).toEqual([{ deliveryId: id, userId: expect.any(Number) }]);
    answer = { accepted: false, rule: 'signature', message: 'It was not signed.' };
    const refused = await api.ask('root', `POST /v3/delivery/${id}/redeliver`);
    expect([refused.status, refused.body['error_message']]).toEqual([409, 'It was not signed.']);
  });
});
