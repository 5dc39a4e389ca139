import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const artifact = {
  '@type': 'artifact',
  '@href': '/v3/build/9/artifacts/out/junit%20one.xml',
  job_id: 5,
  path: 'out/junit one.xml',
  size: 2048,
  sha256: 'ab',
  created_at: '2026-01-01T00:00:00Z',
};
const artifacts = [
  artifact,
  { ...artifact, '@href': '/v3/build/9/artifacts/log.txt', job_id: 6, path: 'log.txt' },
];
const api = { '/v3/build/9/artifacts': { '@type': 'artifacts', artifacts } };
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-artifact-list', { buildId: 9, version: 1 });
  await stage.page.getByText('junit one.xml').waitFor();
};

it('links what a build stored, to be downloaded', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const link = stage.page.getByRole('link', { name: 'out/junit one.xml' });
    expect(await link.getAttribute('href')).toBe('/v3/build/9/artifacts/out/junit%20one.xml');
    expect(await link.getAttribute('download')).not.toBeNull();
    expect(await stage.page.locator('tbody tr').count()).toBe(2);
    expect(await stage.page.locator('tbody tr').first().innerText()).toContain('2.0 KiB');
  });
});

it('shows those of one job alone, and nothing where there are none', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-artifact-list', { buildId: 9, jobId: 6, version: 1 });
    await stage.page.getByText('log.txt').waitFor();
    expect(await stage.page.locator('tbody tr').count()).toBe(1);
  });
  await onStage(
    { api: { '/v3/build/9/artifacts': { '@type': 'artifacts', artifacts: [] } } },
    async (stage) => {
      await stage.mount('tp-artifact-list', { buildId: 9, version: 1 });
      await expect.poll(() => stage.calls.length).toBe(1);
      expect(await stage.page.locator('table').count()).toBe(0);
    },
  );
});

it('says of what is not kept any more why, without a link', async () => {
  const reason = 'removed by retention after 90 days on 2026-11-28 (storage.artifactDays)';
  const removed = [{ ...artifact, path: 'old.txt', removed_at: '2026-11-28T00:00:00Z', reason }];
  const some = { '/v3/build/9/artifacts': { '@type': 'artifacts', artifacts, removed } };
  await onStage({ api: some }, async (stage) => {
    await place(stage);
    expect(await stage.page.locator('tbody tr').last().innerText()).toContain(reason);
    expect(await stage.page.getByRole('link', { name: 'old.txt' }).count()).toBe(0);
    expect(await stage.page.getByRole('link').count()).toBe(2);
  });
});

itIsAccessible({ api }, place);
