import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const cache = {
  '@type': 'cache',
  repository_id: 2,
  size: 3072,
  name: 'cache-linux-amd64',
  branch: 'main',
  last_modified: '2026-01-01T00:00:00Z',
};
const api = {
  '/v3/repo/2/caches': { '@type': 'caches', caches: [cache] },
  'DELETE /v3/repo/2/caches': { '@type': 'caches', caches: [cache] },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-cache-list', { repository: { id: 2, slug: 'acme/widgets' } });
  await stage.page.getByText('cache-linux-amd64').waitFor();
};

it('shows what is kept, and deletes one when that is confirmed', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(await stage.page.locator('tbody tr').innerText()).toMatch(/main[\s\S]*3\.0 KiB/);
    await stage.page.getByRole('button', { name: 'Delete cache-linux-amd64 of main' }).click();
    const deleted = (): number =>
      stage.calls.filter(({ call }) => call === 'DELETE /v3/repo/2/caches').length;
    await stage.page.getByRole('button', { name: 'Delete the cache' }).waitFor();
    expect(deleted()).toBe(0);
    await stage.page.getByRole('button', { name: 'Delete the cache' }).click();
    await expect.poll(deleted).toBe(1);
  });
});

itIsAccessible({ api }, place);
