import { createTestRepository } from '@turnpike/sdk/testing';
import { expect, newest, test } from './page.js';

test('a build is triggered, watched to its end without a reload, restarted and canceled', async ({
  page,
}) => {
  await page.goto('/e2e/live');
  const before = await newest(page, 'e2e/live');
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));

  await page.getByRole('button', { name: 'Trigger build' }).click();
  await page.getByLabel('Message').fill('Asked for by hand');
  await page.locator('wa-dialog').getByRole('button', { name: 'Trigger build' }).click();
  await expect(page).toHaveURL(/\/e2e\/live\/builds\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Asked for by hand');
  const { build, jobs } = await newest(page, 'e2e/live');
  expect(build).toBeGreaterThan(before.build);
  await expect(page).toHaveTitle(/Running/);
  await expect(page.locator('tp-job-list').getByText('Running').first()).toBeVisible();

  await page.locator('a.job').first().click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${jobs[0]}$`));
  await expect(page.getByText('tick 2 of one', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByText('Your build exited with 0.')).toBeVisible();
  await expect(page).toHaveTitle(/Passed/);
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /favicon-passed/);

  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('2 runs')).toBeVisible();
  await expect(page.getByText('tick 1 of one', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('h1').locator('..').getByText('Canceled')).toBeVisible();
  await page.getByRole('button', { name: 'Show log' }).click();
  await expect(page.getByText('Your build exited with 0.')).toBeVisible();

  expect(await page.evaluate(() => 'notReloaded' in window), 'the page was loaded once').toBe(true);
});

test('the list of repositories is live', async ({ page }) => {
  await page.goto('/');
  const row = page.locator('tp-repository-row').filter({ hasText: 'live' });
  await expect(row.getByText(/Passed|Canceled/)).toBeVisible();
  const { build } = await newest(page, 'e2e/live');
  const origin = new URL(page.url()).origin;
  await page.request.post(`/v3/build/${build}/restart`, { data: {}, headers: { origin } });
  await expect(row.getByText('Running')).toBeVisible();
  await page.request.post(`/v3/build/${build}/cancel`, { data: {}, headers: { origin } });
  await expect(row.getByText('Canceled')).toBeVisible();
});

test('what is listed and counted of repositories follows what comes and goes', async ({ page }) => {
  const origin = process.env.TURNPIKE_E2E_URL as string;
  const counted = async (): Promise<number> =>
    (await (await page.request.get('/v3/repos?limit=1')).json())['@pagination'].count;
  await page.goto('/');
  const rows = page.locator('tp-repository-row');
  await expect(async () => expect(await rows.count()).toBe(await counted())).toPass();
  await page.evaluate(() => ((window as unknown as Record<string, true>)['notReloaded'] = true));
  const clone = await createTestRepository();
  const added = await page.request.post('/v3/repos', {
    headers: { origin },
    data: { clone_url: clone.path, slug: 'e2e/short-lived' },
  });
  const { id } = (await added.json()) as { id: number };
  await expect(rows.filter({ hasText: 'short-lived' })).toHaveCount(1);
  await expect(async () => expect(await rows.count()).toBe(await counted())).toPass();
  await page.request.delete(`/v3/repo/${id}`, { headers: { origin } });
  await expect(rows.filter({ hasText: 'short-lived' })).toHaveCount(0);
  await expect(async () => expect(await rows.count()).toBe(await counted())).toPass();
  expect(await page.evaluate(() => 'notReloaded' in window), 'the page was loaded once').toBe(true);
  await clone.remove();
});

test('what is listed agrees with what the API counts, narrowed or not, while builds come', async ({
  page,
}) => {
  const origin = process.env.TURNPIKE_E2E_URL as string;
  const counted = async (query: string): Promise<number> => {
    const path = `/v3/repo/e2e%2Fremoved/builds?limit=1&build.event_type=push,api,cron${query}`;
    return (await (await page.request.get(path)).json())['@pagination'].count;
  };
  const rows = page.locator('tp-build-row');
  const agrees = async (query = ''): Promise<void> => {
    await expect(async () => expect(await rows.count()).toBe(await counted(query))).toPass();
  };
  await page.goto('/e2e/removed');
  await agrees();
  const before = await counted('');
  for (const message of ['One more', 'And another']) {
    const data = { message };
    await page.request.post('/v3/repo/e2e%2Fremoved/requests', { headers: { origin }, data });
    await agrees();
  }
  await expect.poll(() => counted('')).toBe(before + 2);
  await agrees();
  await page.getByLabel('Event').selectOption({ label: 'Triggered' });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('State').selectOption({ label: 'Passed' });
  await expect.poll(() => counted('&build.state=passed')).toBe(before + 2);
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Event').selectOption({ label: 'All events' });
  await agrees('&build.state=passed');
  await page.getByLabel('Branch').fill('nowhere');
  await expect(page.getByText('No build is like this')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await agrees();
});

test('why a job waits is said on the build, on the job and on the system page', async ({
  page,
}) => {
  const { build, jobs } = await newest(page, 'e2e/waits');
  await page.goto(`/e2e/waits/builds/${build}`);
  const reason = await page.locator('.note.wait li').first().innerText();
  expect(reason).toMatch(/1 job: .{10,}/);
  const words = reason.replace(/^1 job: /, '');
  await page.goto(`/e2e/waits/jobs/${jobs[0]}`);
  await expect(page.locator('.note.wait').getByText(words)).toBeVisible();
  await page.goto('/-/system');
  await expect(page.getByRole('row', { name: /e2e\/waits/ })).toContainText(words);
});

test('what went wrong with a configuration is said', async ({ page }) => {
  const { build } = await newest(page, 'e2e/broken');
  await page.goto(`/e2e/broken/builds/${build}`);
  await expect(page.getByText(/line \d/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Restart/ })).toHaveCount(0);
});

test('a lost connection is said and taken up again, with no line missing or twice', async ({
  page,
}) => {
  let away = false;
  const sockets: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/live$/, (socket) => {
    if (away) return void socket.close();
    socket.connectToServer();
    sockets.push(socket);
  });
  const { build, jobs } = await newest(page, 'e2e/live');
  await page.goto(`/e2e/live/jobs/${jobs[0]}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const headers = { origin: new URL(page.url()).origin };
  await page.request.post(`/v3/build/${build}/restart`, { data: {}, headers });
  await expect(page.getByText('tick 1 of one', { exact: true })).toBeVisible();

  away = true;
  await Promise.all(sockets.map((socket) => socket.close()));
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await page.waitForTimeout(1500);
  away = false;
  await expect(page.getByText('Reconnecting')).toHaveCount(0);

  await expect(page.getByText('Your build exited with 0.')).toBeVisible();
  for (const tick of [1, 2, 3, 4, 5, 6])
    await expect(page.getByText(`tick ${tick} of one`, { exact: true })).toHaveCount(1);
});
