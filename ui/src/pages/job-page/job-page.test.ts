import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const run = (log_removed: object | null): object => ({
  '@type': 'run',
  run: 1,
  state: 'failed',
  reason: 'The script ended with exit code 1.',
  blame: null,
  worker: 'w',
  received_at: '2026-01-01T00:00:00Z',
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:00Z',
  log_bytes: 0,
  log_removed,
});
const api = (log_removed: object | null): Readonly<Record<string, unknown>> => ({
  '/v3/job/8': {
    '@type': 'job',
    '@permissions': { delete_log: true },
    id: 8,
    number: '3.1',
    state: 'failed',
    run: 1,
    reason: 'The script ended with exit code 1.',
    started_at: '2026-01-01T00:00:00Z',
    finished_at: '2026-01-01T00:01:00Z',
  },
  '/v3/job/8/runs': { '@type': 'runs', runs: [run(log_removed)] },
});
const removed = {
  at: '2026-02-01T00:00:00Z',
  by: null,
  text: 'The log was removed after 30 days (logs.keepDays).',
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-job-page', { slug: 'acme/widgets', jobId: 8 });
  await stage.page.getByText('The log was removed', { exact: true }).waitFor();
};

it('says when and why a log was removed, instead of an empty log', async () => {
  await onStage({ api: api(removed) }, async (stage) => {
    await place(stage);
    const text = await stage.page.locator('tp-empty').innerText();
    expect(text).toMatch(/logs\.keepDays\)\. Feb 1, 2026/);
    expect(text).toContain('exit code 1');
    expect(await stage.page.locator('tp-job-log').count()).toBe(0);
    expect(await stage.page.getByRole('button', { name: 'Remove the log' }).count()).toBe(0);
  });
});

it('says who removed it', async () => {
  await onStage({ api: api({ ...removed, by: 'mira', text: 'x' }) }, async (stage) => {
    await place(stage);
    expect(await stage.page.locator('tp-empty').innerText()).toContain('mira removed it');
  });
});

it('reads the runs once beside the job', async () => {
  await onStage({ api: api(null) }, async (stage) => {
    await stage.mount('tp-job-page', { slug: 'acme/widgets', jobId: 8 });
    await stage.page.getByRole('button', { name: 'Remove the log' }).waitFor();
    expect(stage.calls.filter(({ call }) => call === 'GET /v3/job/8/runs')).toHaveLength(1);
  });
});

it('offers a restart only where the server says that it works', async () => {
  for (const restart of [true, false]) {
    const answers = api(removed);
    const job = { ...(answers['/v3/job/8'] as object), '@permissions': { restart } };
    await onStage({ api: { ...answers, '/v3/job/8': job } }, async (stage) => {
      await place(stage);
      expect(await stage.page.getByRole('button', { name: 'Restart' }).count()).toBe(
        restart ? 1 : 0,
      );
    });
  }
});

itIsAccessible({ api: api(removed) }, place);
