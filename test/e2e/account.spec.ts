import { PASSWORD } from './platform.js';
import { expect, settled, test } from './page.js';

test.describe('logging in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a wrong password is refused; the right one leads to the page that was asked for', async ({
    page,
    complaints,
  }) => {
    await page.goto('/turnpike/sample/branches');
    await page.getByLabel('Name').fill('admin');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    complaints.splice(0);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByRole('heading', { name: 'Branches' })).toBeVisible();
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  });
});

test('a token is shown once and works', async ({ page, playwright }) => {
  await page.goto('/-/account');
  await page.getByLabel('Name').fill('from the tests');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.locator('.once code').innerText();
  const stranger = await playwright.request.newContext({
    baseURL: process.env.TURNPIKE_E2E_URL ?? '',
  });
  const answer = await stranger.get('/v3/user', { headers: { authorization: `token ${token}` } });
  expect((await answer.json()).login).toBe('admin');
  await page.reload();
  await expect(page.getByText('from the tests')).toBeVisible();
  await expect(page.locator('.once')).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete from the tests' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('from the tests', { exact: true })).toHaveCount(0);
});

test('settings and variables are kept', async ({ page }) => {
  await page.goto('/e2e/live/settings');
  const setting = page.getByRole('switch', { name: /Cancel superseded branch builds/ });
  await setting.check();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByLabel('Name').fill('REGION');
  await page.getByLabel('Value').fill('north');
  await page.getByRole('button', { name: 'Add' }).first().click();
  await expect(page.locator('tp-env-vars .entry').getByText('REGION')).toBeVisible();
  await page.reload();
  await expect(setting).toBeChecked();
  await expect(page.locator('tp-env-vars .entry')).toContainText('••••••••');
});

test('all of it by keyboard', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.type('sample');
  await expect(page.locator('tp-repository-row')).toHaveCount(1);
  await page.keyboard.press('Tab');
  const link = page.getByRole('link', { name: 'turnpike/sample' });
  for (
    let tries = 0;
    tries < 5 && !(await link.evaluate((node) => node.matches(':focus')));
    tries += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/turnpike\/sample$/);
});
