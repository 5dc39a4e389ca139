import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const job = (id: number, state: string, more: object = {}): object => ({
  '@type': 'job',
  id,
  number: `7.${id}`,
  state,
  run: state === 'created' ? 0 : 1,
  config: { language: 'shell', env: `N=${id}` },
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:00Z',
  ...more,
});
const stage = (id: number, name: string, state: string, jobs: number[]): object => ({
  '@type': 'stage',
  id,
  number: id,
  name,
  state,
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:00Z',
  jobs: jobs.map((one) => ({ '@type': 'job', id: one })),
});
const build = (state: string, more: object = {}): object => ({
  '@type': 'build',
  '@permissions': { restart: true, cancel: true },
  id: 70,
  number: '7',
  version: 3,
  state,
  event_type: 'push',
  sender: 'mira',
  branch: { '@type': 'branch', name: 'main' },
  commit: { '@type': 'commit', sha: '0123456789abcdef', message: 'Fix it\n\nAt last.' },
  repository: { '@type': 'repository', id: 1, slug: 'acme/widgets' },
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:02:00Z',
  stages: [],
  jobs: [job(1, 'passed'), job(2, 'failed')],
  ...more,
});
const pending = { '@type': 'pending', build: { '@type': 'build', id: 70 } };
const api = (one: object): Readonly<Record<string, unknown>> => ({
  '/v3/build/70': one,
  '/v3/build/70/artifacts': { '@type': 'artifacts', artifacts: [] },
  '/v3/build/70/notifications': { '@type': 'notifications', notifications: [] },
  '/v3/ui': { '@type': 'ui', contributions: [] },
  'POST /v3/build/70/restart': pending,
  'POST /v3/build/70/cancel': pending,
});
const place = async (one: Stage): Promise<void> => {
  await one.mount('tp-build-page', { slug: 'acme/widgets', buildId: 70 });
  await one.page.getByRole('heading', { level: 1, name: /#7 Fix it/ }).waitFor();
};

it('shows jobs below their stages, in order, and what of the commit is not its first line', async () => {
  const stages = [stage(2, 'Deploy', 'created', [3]), stage(1, 'Test', 'passed', [1, 2])];
  const jobs = [job(3, 'created'), job(2, 'passed'), job(1, 'passed')];
  await onStage({ api: api(build('started', { stages, jobs })) }, async (one) => {
    await place(one);
    const panels = one.page.getByRole('region', { name: /^Stage / });
    expect(await panels.count()).toBe(2);
    expect(await shownText(panels.nth(0))).toMatch(/^Test 2 jobs[\s\S]*7\.1[\s\S]*7\.2/);
    expect(await shownText(panels.nth(1))).toMatch(/^Deploy 1 job[\s\S]*7\.3/);
    await one.page.getByText('More of the message').click();
    await one.page.getByText('At last.').waitFor();
  });
});

it('says why jobs wait, most frequent first', async () => {
  const waits = (reason: string): object => ({ waiting: { reason, since: null, queue: null } });
  const jobs = [
    job(1, 'created', waits('No worker has been heard of.')),
    job(2, 'queued', waits('All 2 slots are taken.')),
    job(3, 'queued', waits('All 2 slots are taken.')),
  ];
  await onStage({ api: api(build('created', { jobs })) }, async (one) => {
    await place(one);
    const why = one.page.getByRole('region', { name: 'Why is this waiting?' });
    expect(await why.getByRole('listitem').allInnerTexts()).toEqual([
      '2 jobs: All 2 slots are taken.',
      '1 job: No worker has been heard of.',
    ]);
  });
});

it('restarts all jobs or only those that failed', async () => {
  await onStage({ api: api(build('failed')) }, async (one) => {
    await place(one);
    await one.page.getByRole('button', { name: 'Restart failed' }).click();
    await one.page.getByRole('button', { name: 'Restart all' }).click();
    const asked = (): unknown[] =>
      one.calls.filter(({ call }) => call.startsWith('POST')).map(({ body }) => body);
    await expect.poll(asked).toEqual([{ only_failed: true }, {}]);
    expect(await one.page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });
});

it('puts jobs that wait before others, once', async () => {
  const more = {
    '@permissions': { cancel: true, prioritize: true },
    finished_at: null,
    jobs: [job(1, 'started'), job(2, 'queued')],
  };
  const first = { ...pending, waiting: 1 };
  const priority = { 'POST /v3/build/70/priority': first };
  await onStage({ api: { ...api(build('started', more)), ...priority } }, async (one) => {
    await place(one);
    await one.page.getByRole('button', { name: 'Run first' }).click();
    await expect
      .poll(() => one.calls.filter(({ call }) => call.startsWith('POST')))
      .toMatchObject([{ call: 'POST /v3/build/70/priority' }]);
  });
  const done = { ...more, priority: true };
  await onStage({ api: api(build('started', done)) }, async (one) => {
    await place(one);
    await one.page.getByText('first in line').waitFor();
    expect(await one.page.getByRole('button', { name: 'Run first' }).count()).toBe(0);
  });
});

it('cancels only after a question that can be taken back', async () => {
  await onStage({ api: api(build('started', { finished_at: null })) }, async (one) => {
    await place(one);
    const canceled = (): number =>
      one.calls.filter(({ call }) => call === 'POST /v3/build/70/cancel').length;
    await one.page.getByRole('button', { name: 'Cancel' }).click();
    await one.page.getByRole('button', { name: 'Keep' }).click();
    await one.page.locator('tp-confirm').waitFor({ state: 'detached' });
    expect(canceled()).toBe(0);
    await one.page.getByRole('button', { name: 'Cancel' }).click();
    await one.page.getByRole('button', { name: 'Cancel the build' }).click();
    await expect.poll(canceled).toBe(1);
  });
});

it('offers nothing to who may do nothing', async () => {
  const permissions = { '@permissions': { restart: false, cancel: false } };
  for (const state of ['failed', 'started']) {
    await onStage({ api: api(build(state, permissions)) }, async (one) => {
      await place(one);
      expect(await one.page.getByRole('button', { name: /Restart|Cancel/ }).count()).toBe(0);
    });
  }
});

it('explains a configuration that cannot be read once, and offers no restart', async () => {
  const reason = 'Line 3: a tab cannot indent.';
  const broken = build('errored', {
    '@permissions': { restart: false },
    config_error: true,
    reason,
    jobs: [job(1, 'errored', { run: 0, reason })],
  });
  await onStage({ api: api(broken) }, async (one) => {
    await place(one);
    const wrong = one.page.getByRole('region', { name: 'What is wrong' });
    expect(await shownText(wrong)).toContain(reason);
    expect(await one.page.getByText(reason).count()).toBe(1);
    expect(await one.page.getByRole('button', { name: /Restart/ }).count()).toBe(0);
  });
});

it('says that a build came late, and names the newer one', async () => {
  const newer_build = { '@type': 'build', id: 71, number: '8' };
  await onStage({ api: api(build('passed', { newer_build })) }, async (one) => {
    await place(one);
    await one.page.getByText('build #8 of a newer commit was there first').waitFor();
  });
});

it('says what is not there, with a way out', async () => {
  await onStage({}, async (one) => {
    await one.mount('tp-build-page', { slug: 'acme/widgets', buildId: 70 });
    await one.page.locator('tp-problem').waitFor();
    expect(await shownText(one.page.locator('tp-problem'))).toContain('Not here.');
  });
});

itIsAccessible({ api: api(build('failed')) }, place);
