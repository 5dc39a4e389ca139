import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const job = {
  '@type': 'job',
  id: 7,
  number: '3.1',
  state: 'started',
  name: 'unit',
  started_at: '2026-01-01T00:00:00Z',
  repository: { '@type': 'repository', id: 2, slug: 'acme/widgets' },
  commit: { '@type': 'commit', message: 'Make it turn\n\nmore' },
};
const api = {
  '/v3/jobs': {
    '@type': 'jobs',
    jobs: [job],
    '@pagination': { limit: 50, offset: 0, count: 1, is_first: true, is_last: true },
  },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-activity-page', {});
  await stage.page.getByText('Make it turn').waitFor();
};

it('lists what runs of all repositories, and what waits or failed when asked', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const link = stage.page.getByRole('link', { name: 'acme/widgets 3.1' });
    expect(await link.getAttribute('href')).toBe('/acme/widgets/jobs/7');
    const asked: string[] = [];
    stage.page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
    await stage.page.getByLabel('Which jobs').selectOption('waiting');
    await expect
      .poll(() => asked.some((url) => url.includes('job.state=queued,created')))
      .toBe(true);
    await stage.page.getByLabel('Which jobs').selectOption('failed');
    await expect
      .poll(() => asked.some((url) => url.includes('job.state=failed,errored')))
      .toBe(true);
  });
});

itIsAccessible({ api }, place);
