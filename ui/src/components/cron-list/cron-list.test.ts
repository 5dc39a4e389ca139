import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const cron = (id: number, branch: string, more: object = {}): object => ({
  '@type': 'cron',
  id,
  branch: { '@type': 'branch', name: branch },
  interval: 'daily',
  dont_run_if_recent_build_exists: false,
  active: true,
  next_run: '2030-01-02T03:04:00Z',
  last_run: null,
  ...more,
});
const api = {
  '/v3/repo/3/crons': {
    '@type': 'crons',
    crons: [cron(4, 'main'), cron(5, 'next', { dont_run_if_recent_build_exists: true })],
  },
  'POST /v3/cron/5/run': { '@type': 'pending' },
  'DELETE /v3/cron/4': {},
  'POST /v3/repo/3/branch/trunk/cron': cron(6, 'trunk'),
};
const repository = (more: object = {}): object => ({
  id: 3,
  slug: 'acme/widgets',
  active: true,
  default_branch: { name: 'trunk' },
  '@permissions': { create_cron: true },
  ...more,
});
const place = async (stage: Stage, more: object = {}): Promise<void> => {
  await stage.mount('tp-cron-list', { repository: repository(more) });
  await stage.page.getByRole('heading', { name: 'Schedules' }).waitFor();
};
const asked = (stage: Stage, method: string): unknown[] =>
  stage.calls.filter(({ call }) => call.startsWith(method));

it('runs one now, by keyboard, once however often it is pressed', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    let go = (): void => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await stage.page.route('**/v3/cron/5/run', async (route) => {
      await held;
      await route.fallback();
    });
    const run = stage.page.getByRole('button', { name: 'Run the schedule of next now' });
    await run.press('Enter');
    await expect.poll(() => run.isDisabled()).toBe(true);
    await run.click({ force: true });
    go();
    await expect.poll(() => run.isDisabled()).toBe(false);
    expect(asked(stage, 'POST')).toEqual([{ call: 'POST /v3/cron/5/run', body: null }]);
  });
});

it('says what went wrong, and can be asked again', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.evaluate(() => {
      addEventListener('tp-notice', (event) => {
        document.title = (event as CustomEvent<{ text: string }>).detail.text;
      });
    });
    const run = stage.page.getByRole('button', { name: 'Run the schedule of main now' });
    await run.click();
    await expect.poll(() => stage.page.title()).toBe('Not here.');
    await expect.poll(() => run.isDisabled()).toBe(false);
  });
});

it('runs nothing of a repository that is not active, and offers nothing to who may not write', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage, { active: false });
    const run = stage.page.getByRole('button', { name: /^Run the schedule/ });
    expect(await run.count()).toBe(2);
    expect(await run.first().isDisabled()).toBe(true);
    await place(stage, { '@permissions': { create_cron: false } });
    expect(await stage.page.getByRole('button').count()).toBe(0);
  });
});

it('says when each runs next, and what it leaves out', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const text = await shownText(stage.page.locator('.entry').nth(1));
    expect(text).toMatch(/next.*daily.*2030.*skips if just built/);
    expect(await shownText(stage.page.locator('.entry').first())).not.toContain('skips');
  });
});

it('says what a schedule is where there is none, and makes one of the default branch', async () => {
  const none = { ...api, '/v3/repo/3/crons': { '@type': 'crons', crons: [] } };
  await onStage({ api: none }, async (stage) => {
    await place(stage);
    await stage.page.getByText('A schedule builds a branch').waitFor();
    await stage.page.getByLabel('When').fill('30 4 * * 1-5');
    await stage.page.getByRole('button', { name: 'Add' }).click();
    await expect
      .poll(() => asked(stage, 'POST'))
      .toEqual([
        {
          call: 'POST /v3/repo/3/branch/trunk/cron',
          body: { interval: '30 4 * * 1-5', dont_run_if_recent_build_exists: false },
        },
      ]);
  });
});

itIsAccessible({ api }, place);
