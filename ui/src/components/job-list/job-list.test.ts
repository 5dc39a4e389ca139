import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const job = (id: number, more: object): object => ({
  '@type': 'job',
  id,
  number: `7.${id}`,
  state: 'passed',
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:05Z',
  run: 1,
  config: { language: 'ruby', rvm: id === 1 ? '3.3' : '3.4' },
  ...more,
});
const jobs = [
  job(1, {}),
  job(2, {
    state: 'queued',
    started_at: null,
    finished_at: null,
    waiting: { reason: 'limit owner 5/5', since: '', queue: null, position: null },
  }),
  job(3, { state: 'errored', reason: 'No instance could be had.', allow_failure: true, run: 2 }),
];
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-job-list', { jobs, siblings: jobs, slug: 'acme/widgets' });

it('shows what differs, why one waits, why one errored, and links to each', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('a.job');
    expect(await rows.count()).toBe(3);
    expect(await shownText(rows.nth(0))).toMatch(/Passed\s+7\.1\s+rvm 3\.3\s+1 min 05 s/);
    expect(await shownText(rows.nth(1))).toContain('limit owner 5/5');
    expect(await shownText(rows.nth(2))).toMatch(
      /allowed to fail[\s\S]*run 2[\s\S]*No instance could be had/,
    );
    expect(await rows.nth(0).getAttribute('href')).toBe('/acme/widgets/jobs/1');
  });
});

itIsAccessible({}, place);
