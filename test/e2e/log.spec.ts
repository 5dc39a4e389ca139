import { expect, newest, test } from './page.js';
import type { Page } from '@playwright/test';

const rows = (page: Page): Promise<number> => page.locator('tp-log-view .row').count();

async function open(page: Page, hash = ''): Promise<void> {
  const { jobs } = await newest(page, 'e2e/long');
  await page.goto(`/e2e/long/jobs/${jobs[0]}${hash}`);
  await expect(page.locator('tp-job-log .foot')).toContainText(/100,\d{3} lines/);
}

const STEPS = 60;

/** Processor time of the page's main thread in ms: how busy the machine is otherwise does not count. */
async function busyTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value as number);
  };
}

test('a log of 100,000 lines: few rows in the page, the end, a line, a search', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByText('line 1 of the long log', { exact: true })).toBeVisible();
  expect(await rows(page)).toBeLessThan(120);

  await page.keyboard.press('G');
  await expect(page.getByText('line 100000 of the long log', { exact: true })).toBeVisible();
  expect(await rows(page)).toBeLessThan(120);

  await page.keyboard.press('/');
  await page.keyboard.type('line 77777 of');
  await expect(page.locator('.hits')).toHaveText('1/1');
  await expect(page.getByText('line 77777 of the long log', { exact: true })).toBeVisible();
  await expect(page.locator('mark').first()).toBeVisible();
});

test('scrolling through it stays quick', async ({ page }) => {
  await open(page);
  const scroller = page.locator('.scroller');
  const busy = await busyTime(page);
  const steps: number[] = [];
  for (let at = 0; at < STEPS; at += 1) {
    const before = await busy();
    await scroller.evaluate(async (node, part) => {
      node.scrollTop = node.scrollHeight * part;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, at / STEPS);
    steps.push((await busy()) - before);
  }
  const slow = steps.sort((a, b) => a - b)[Math.floor(STEPS * 0.9)];
  expect(slow).toBeGreaterThan(0);
  expect(slow).toBeLessThan(250);
});

test('a link to lines shows them, also below a fold', async ({ page }) => {
  await open(page, '#L50000-L50002');
  await expect(page.locator('.row.selected')).toHaveCount(3);
  await page.getByRole('link', { name: 'Line 50004', exact: true }).click();
  await expect(page).toHaveURL(/#L50004$/);
  await page.getByRole('link', { name: 'Line 50006', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/#L50004-L50006$/);
  await expect(page.locator('.row.selected')).toHaveCount(3);

  const { jobs } = await newest(page, 'turnpike/sample');
  await page.goto(`/turnpike/sample/jobs/${jobs[0]}#L3`);
  await expect(page.locator('.row.selected')).toHaveCount(1);
});

test('folds open and close by keyboard', async ({ page }) => {
  const { jobs } = await newest(page, 'turnpike/sample');
  await page.goto(`/turnpike/sample/jobs/${jobs[0]}`);
  const fold = page.getByRole('button', { name: 'Section git.checkout' });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  const before = await rows(page);
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(fold).toBeFocused();
  await expect.poll(() => rows(page)).toBeGreaterThan(before);
});

test('the raw log is a sandboxed text', async ({ page }) => {
  const { jobs } = await newest(page, 'e2e/long');
  const answer = await page.request.get(`/v3/job/${jobs[0]}/log.txt`);
  expect(answer.headers()['content-type']).toContain('text/plain');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  expect((await answer.text()).split('\n').length).toBeGreaterThan(100_000);
});
