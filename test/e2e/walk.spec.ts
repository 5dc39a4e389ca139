import {
  expect,
  expectAccessible,
  expectNoWiderThanScreen,
  newest,
  settled,
  test,
} from './page.js';
import type { Page } from '@playwright/test';

/** Name of the screenshot, address, and a text that must be seen. */
type Stop = readonly [
  name: string,
  path: (page: Page) => Promise<string> | string,
  text: string | RegExp,
];

const build =
  (slug: string, rest = '') =>
  async (page: Page): Promise<string> =>
    `/${slug}/builds/${(await newest(page, slug)).build}${rest}`;
const job =
  (slug: string, index: number, rest = '') =>
  async (page: Page): Promise<string> =>
    `/${slug}/jobs/${(await newest(page, slug)).jobs[index]}${rest}`;

/** As a button of the page does it; the second time there is nothing to do. */
const after =
  (path: (page: Page) => Promise<string>, act: (page: Page) => Promise<string>) =>
  async (page: Page): Promise<string> => {
    const address = await act(page);
    const method = address.endsWith('/log') ? 'DELETE' : 'POST';
    await page.request.fetch(address, {
      method,
      headers: { origin: process.env.TURNPIKE_E2E_URL as string },
    });
    return path(page);
  };
const logOf = async (page: Page): Promise<string> =>
  `/v3/job/${(await newest(page, 'e2e/removed')).jobs[0]}/log`;

const STOPS: readonly Stop[] = [
  ['repositories', () => '/', 'sample'],
  ['search-empty', () => '/?q=zebra', 'No repository has that name'],
  ['owner', () => '/e2e', 'waits'],
  ['activity', () => '/-/activity', 'Activity'],
  ['repository', () => '/turnpike/sample', 'Greet in three languages'],
  ['branches', () => '/turnpike/sample/branches', 'main'],
  ['pull-requests', () => '/turnpike/sample/pull_requests', 'No pull request was built yet'],
  ['requests', () => '/turnpike/sample/requests', 'Build #1'],
  ['settings', () => '/turnpike/sample/settings', 'Build pushed branches'],
  ['deliveries', () => '/turnpike/sample/deliveries', /Deliveries/],
  ['build', build('turnpike/sample'), 'A greeting nobody taught it'],
  ['build-one-job', build('e2e/long'), 'line 1 of the long log'],
  ['build-config', build('turnpike/sample', '/config'), 'Sources'],
  ['build-waiting', build('e2e/waits'), 'Why is this waiting?'],
  ['build-broken', build('e2e/broken'), 'The configuration cannot be read'],
  ['config-broken', build('e2e/broken', '/config'), 'script: [unclosed'],
  ['job', job('turnpike/sample', 1), 'GREETING=hello'],
  ['job-colours', job('turnpike/sample', 5), 'Your build exited with 0.'],
  ['job-failed', job('turnpike/sample', 4), 'Failed'],
  ['build-failed', build('e2e/fails'), 'Never gets to its script'],
  ['job-errored', job('e2e/fails', 2), 'no such mirror'],
  ['job-canceled', job('e2e/fails', 3), /No worker ever took this job/],
  ['job-log-removed', after(job('e2e/removed', 0), logOf), 'The log was removed'],
  ['job-waiting', job('e2e/waits', 0), 'Why is this waiting?'],
  ['job-long', job('e2e/long', 0, '#L50000'), 'of the long log'],
  ['system', () => '/-/system', 'Workers'],
  ['users', () => '/-/users', 'Add an account'],
  ['owner-people', () => '/-/owners/turnpike', 'Make a team'],
  ['audit', () => '/-/audit', 'Export as JSON lines'],
  ['people', () => '/turnpike/sample/people', 'Give the right'],
  ['repository-audit', () => '/turnpike/sample/audit', 'Who did what'],
  ['lint', () => '/-/lint', 'Paste a file to see its jobs'],
  ['account', () => '/-/account', 'Make a token'],
  ['help', () => '/-/help', 'The first build'],
  ['nowhere', () => '/-/nowhere', 'There is no such page'],
  ['gone', () => '/nobody/nothing', 'There is nothing here'],
  ['gone-below', () => '/a/b/c/d', 'There is nothing here'],
];

for (const [name, path, text] of STOPS) {
  test(`page ${name}`, async ({ page, complaints }, { project }) => {
    await page.goto(await path(page));
    await expect(page.getByText(text).first()).toBeVisible();
    await settled(page);
    // A refused read, and a page that is not there, are also lines in the browser's console.
    if (['gone', 'gone-below', 'nowhere'].includes(name)) complaints.splice(0);
    await page.screenshot({ path: `screenshots/${project.name}/${name}.png` });
    await expectAccessible(page);
    await expectNoWiderThanScreen(page);
  });
}

test('a page of nothing has the status 404, and says so to people', async ({
  page,
  complaints,
}) => {
  const { build: id, jobs } = await newest(page, 'e2e/broken');
  for (const path of ['/nobody', '/nobody/nothing', `/e2e/long/builds/${id}`, '/e2e/long/jobs/0']) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
    await expect(page.locator('tp-header')).toBeVisible();
  }
  for (const path of [
    '/e2e',
    '/e2e/long',
    `/e2e/broken/builds/${id}`,
    `/e2e/broken/jobs/${jobs[0]}`,
  ])
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 200]);
  complaints.splice(0);
});

test('a configuration that cannot be read is explained once', async ({ page }) => {
  await page.goto(await build('e2e/broken')(page));
  await expect(page.getByText(/\(.*\.travis\.yml.*line \d+/)).toHaveCount(1);
});

test('page lint with a file', async ({ page }, { project }) => {
  await page.goto('/-/lint');
  await page.getByRole('button', { name: 'Example' }).click();
  await expect(page.getByText(/5 jobs/)).toBeVisible();
  await settled(page);
  await page.screenshot({ path: `screenshots/${project.name}/lint-result.png` });
  await expectAccessible(page);
  await expectNoWiderThanScreen(page);
});

test('dialogs', async ({ page }, { project }) => {
  await page.goto('/turnpike/sample');
  for (const [button, name] of [
    ['Trigger build', 'trigger'],
    ['Badge', 'badge'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `screenshots/${project.name}/dialog-${name}.png` });
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  test('page log in', async ({ page }, { project }) => {
    await page.goto('/turnpike/sample');
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
    await settled(page);
    await page.screenshot({ path: `screenshots/${project.name}/log-in.png` });
    await expectAccessible(page);
    await expectNoWiderThanScreen(page);
  });
});
