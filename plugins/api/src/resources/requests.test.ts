import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('requests', () => {
  it('stores an API request and says how many are left', async () => {
    const answer = await api.ask('writer', 'POST /v3/repo/1/requests', {
      request: { branch: 'main', message: 'Again', config: { script: 'true' } },
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ '@type': 'pending', remaining_requests: 9 });
    const id = (answer.body['request'] as { id: number }).id;
    expect(await api.store.requests.get(id)).toMatchObject({
      eventType: 'api',
      ref: 'refs/heads/main',
      sender: 'writer',
      configs: [{ config: '{"script":"true"}', mode: null }],
    });
  });

  it('refuses above the limit, bad names, and inactive repositories', async () => {
    for (const branch of ['a..b', '-x', 'a b', 'x.lock', 'a~1', '/a', '@{x']) {
      const { status } = await api.ask('writer', 'POST /v3/repo/1/requests', { branch });
      expect([branch, status]).toEqual([branch, 422]);
    }
    await api.store.repositories.update(api.repository.id, {
      settings: { api_builds_rate_limit: 1 },
    });
    expect((await api.ask('writer', 'POST /v3/repo/1/requests', {})).status).toBe(202);
    const over = await api.ask('writer', 'POST /v3/repo/1/requests', {});
    expect([over.status, over.body['error_type']]).toEqual([429, 'request_limit_reached']);
    expect(over.body).toMatchObject({ max_requests: 1, per_seconds: 3600 });
    await api.store.repositories.update(api.repository.id, { active: false });
    const inactive = await api.ask('writer', 'POST /v3/repo/1/requests', {});
    expect(inactive.body['error_type']).toBe('repository_inactive');
  });
});
