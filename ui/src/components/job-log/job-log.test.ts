import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const LOG = 'one\ntwo \x1b[31merror\x1b[0m\nthree\nerror again\n';
const api = { '/v3/job/5/log.txt': LOG };
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-job-log', {
    job: 5,
    run: 1,
    number: '1.5',
    reason: 'The command "make" exited with 2.',
  });

it('reads the log and says how it ended', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('error again').waitFor();
    expect(await stage.page.locator('.foot').innerText()).toMatch(/4 lines[\s\S]*exited with 2/);
    expect(stage.calls.map(({ call }) => call)).toEqual(['GET /v3/job/5/log.txt']);
  });
});

it('finds text: the next, the one before, and by keys', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('error again').waitFor();
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('error');
    const hits = stage.page.locator('.hits');
    await expect.poll(() => hits.innerText()).toBe('1/2');
    await stage.page.keyboard.press('Enter');
    expect(await hits.innerText()).toBe('2/2');
    await stage.page.keyboard.press('Shift+Enter');
    expect(await hits.innerText()).toBe('1/2');
    expect(await stage.page.locator('mark').count()).toBe(2);
    await stage.page.keyboard.press('Escape');
    expect(await hits.count()).toBe(0);
  });
});

it('puts the selected line into the address', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('link', { name: 'Line 2', exact: true }).click();
    expect(new URL(stage.page.url()).hash).toBe('#L2');
    await stage.page
      .getByRole('link', { name: 'Line 4', exact: true })
      .click({ modifiers: ['Shift'] });
    expect(new URL(stage.page.url()).hash).toBe('#L2-L4');
  });
});

it('says that the log cannot be read, and tries again', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.getByText('Trying again').waitFor();
  });
});

const lines = (from: number): string =>
  Array.from({ length: 400 }, (_, at) => `line ${from + at}`).join('\n');
/** As a page does it: the log scrolls within. */
const TALL = { style: 'height: 30rem' };
const FAILING = [
  lines(1000),
  'The command "make lint" exited with 2.',
  lines(2000),
  'The command "make test" exited with 1.',
  lines(3000),
  '',
].join('\n');

it('opens the log of a job that did not pass where it failed first; e and E go on and back', async () => {
  await onStage({ api: { '/v3/job/5/log.txt': FAILING } }, async (stage) => {
    const { page } = stage;
    const seen = async (text: string): Promise<void> => {
      await expect
        .poll(() =>
          page.getByText(text).evaluateAll((all) =>
            all.some((row) => {
              const { top } = row.getBoundingClientRect();
              return top >= 0 && top < innerHeight;
            }),
          ),
        )
        .toBe(true);
    };
    await stage.mount('tp-job-log', { job: 5, run: 1, number: '1.5', failed: true, ...TALL });
    await seen('"make lint" exited');
    expect(await page.getByText('line 1000', { exact: true }).count()).toBe(0);
    await page.keyboard.press('e');
    await seen('"make test" exited');
    await page.keyboard.press('Shift+E');
    await seen('"make lint" exited');
    await page.getByRole('button', { name: '2 failures 1/2' }).waitFor();
  });
});

it('opens the log of a job that passed at its start', async () => {
  await onStage({ api: { '/v3/job/5/log.txt': FAILING } }, async (stage) => {
    await stage.mount('tp-job-log', { job: 5, run: 1, number: '1.5', ...TALL });
    await stage.page.getByText('2 failures').waitFor();
    expect(await stage.page.getByText('line 1000', { exact: true }).count()).toBe(1);
  });
});

const WIDE = [
  ...Array.from({ length: 40 }, (_none, at) => `short ${at}`),
  `wide ${'0123456789'.repeat(300)} end`,
  'behind it',
  '',
].join('\n');

it('wraps long lines by w and by its button, and remembers it', async () => {
  await onStage({ api: { '/v3/job/5/log.txt': WIDE } }, async (stage) => {
    const { page } = stage;
    const props = { job: 5, run: 1, number: '1.5', ...TALL };
    await stage.mount('tp-job-log', props);
    await page.getByText('short 3', { exact: true }).waitFor();
    const beyond = (): Promise<number> =>
      page.locator('.scroller').evaluate((node) => node.scrollWidth - node.clientWidth);
    const button = page.getByRole('button', { name: 'Wrap long lines (w)' });
    await page.keyboard.press('Shift+G');
    await page.getByText('behind it').waitFor();
    expect(await beyond()).toBeGreaterThan(1000);
    await page.keyboard.press('w');
    await expect.poll(beyond).toBeLessThanOrEqual(0);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await stage.mount('tp-job-log', props);
    await page.getByText('short 3', { exact: true }).waitFor();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.press('Enter');
    await page.keyboard.press('Shift+G');
    await expect.poll(beyond).toBeGreaterThan(1000);
  });
});

it('leaves w to whoever types it', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('error again').waitFor();
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('two w');
    const button = stage.page.getByRole('button', { name: 'Wrap long lines (w)' });
    expect(await button.getAttribute('aria-pressed')).toBe('false');
  });
});

itIsAccessible({ api }, async (stage) => {
  await place(stage);
  await stage.page.getByText('error again').waitFor();
});
