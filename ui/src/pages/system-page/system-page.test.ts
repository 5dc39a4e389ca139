import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const worker = (name: string, more: object = {}): object => ({
  '@type': 'worker',
  name,
  version: '0.1.0',
  online: true,
  slots: 4,
  busy: 1,
  os: ['linux'],
  arch: ['amd64'],
  labels: [],
  queues: ['builds'],
  executor: 'local',
  isolation: 'none',
  seen_at: '2026-01-01T00:00:00Z',
  ...more,
});
const waiting = {
  '@type': 'job',
  id: 8,
  number: '7.1',
  state: 'queued',
  repository: { '@type': 'repository', id: 1, slug: 'acme/widgets' },
  waiting: { reason: 'All 4 slots are taken.', since: '2026-01-01T00:00:00Z', queue: 'builds' },
};
const fact = (more: object = {}): object => ({
  id: 'logs',
  process: 'one',
  title: 'Logs',
  state: 'ok',
  text: 'Kept for ever.',
  way_out: null,
  room: null,
  ...more,
});
const system = (more: object = {}): Readonly<Record<string, unknown>> => ({
  '/v3/system': {
    '@type': 'system',
    version: '0.1.0',
    process: 'one',
    started_at: '2026-01-01T00:00:00Z',
    bus: { connected: true, url: 'in memory' },
    database: { dialect: 'sqlite' },
    job_counts: { created: 3, queued: 2, received: 1, started: 1 },
    waiting: [waiting],
    workers: [worker('anvil')],
    queues: [{ name: 'builds', queued: 2, running: 2, oldest_queued_at: null }],
    facts: [fact()],
    plugins: [],
    hooks: [],
    ...more,
  },
  '/v3/ui': { '@type': 'ui', contributions: [] },
  '/v3/hosts': { '@type': 'hosts', hosts: [] },
});
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-system-page');
  await stage.page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
};

it('says what runs and what waits, why, and where', async () => {
  await onStage({ api: system() }, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.locator('.figures'))).toMatch(
      /Running 2 Queued 2 Waiting 3 Slots 1\/4 Bus connected[\s\S]*Database SQLite/,
    );
    const job = stage.page.getByRole('link', { name: 'acme/widgets 7.1' });
    expect(await job.getAttribute('href')).toBe('/acme/widgets/jobs/8');
    await stage.page.getByText('All 4 slots are taken.').waitFor();
  });
});

it('warns of jobs that are not isolated, while such a worker is there', async () => {
  const notice = 'not isolated from it';
  await onStage({ api: system() }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByText(notice).count()).toBe(1);
  });
  for (const more of [{ isolation: 'container' }, { online: false }]) {
    await onStage({ api: system({ workers: [worker('anvil', more)] }) }, async (stage) => {
      await place(stage);
      expect(await stage.page.getByText(notice).count()).toBe(0);
    });
  }
});

it('counts no slots of who is offline, and marks them', async () => {
  const workers = [worker('anvil'), worker('gone', { online: false, busy: 4 })];
  await onStage({ api: system({ workers }) }, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.locator('.figures'))).toContain('Slots 1/4');
    const row = stage.page.getByRole('row').filter({ hasText: 'gone' });
    expect(await shownText(row)).toContain('offline');
  });
});

it('says above all where little room is left', async () => {
  const room = { folder: '/srv', used_bytes: 1, free_bytes: 1, total_bytes: 100 };
  const facts = [
    fact({ state: 'warning', room }),
    fact({ id: 'x', title: 'Other', state: 'warning' }),
  ];
  await onStage({ api: system({ facts }) }, async (stage) => {
    await place(stage);
    const note = stage.page.locator('.note.problem');
    expect(await note.innerText()).toBe(
      'Little room is left on the file system of: Logs. See Storage and settings.',
    );
  });
});

it('says what to do where no worker has reported', async () => {
  await onStage({ api: system({ workers: [], waiting: [], queues: [] }) }, async (stage) => {
    await place(stage);
    await stage.page.getByText('No worker has reported').waitFor();
    await stage.page.getByText('turnpike start --role worker').waitFor();
    expect(await stage.page.getByRole('heading', { name: 'Queues' }).count()).toBe(0);
  });
});

it('shows a failure with a way out', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-system-page');
    await stage.page.locator('tp-problem').waitFor();
  });
});

itIsAccessible({ api: system() }, place);
