import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const api = { 'PUT /v3/user/password': {} };
const LONG = 'a long new password';
const withoutOne = async (stage: Stage): Promise<void> => {
  await stage.page.evaluate(() => window.harness.session({ has_password: false }));
  await stage.mount('tp-own-password');
  await stage.page.getByRole('button', { name: 'Set' }).waitFor();
};

it('lets who has none set one without a current one', async () => {
  await onStage({ api }, async (stage) => {
    await withoutOne(stage);
    expect(await stage.page.getByLabel('Current').count()).toBe(0);
    await stage.page.getByLabel('New').fill(LONG);
    await stage.page.getByRole('button', { name: 'Set' }).click();
    await expect
      .poll(() => stage.calls)
      .toEqual([{ call: 'PUT /v3/user/password', body: { password: LONG } }]);
  });
});

it('asks who has one for it', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-own-password');
    await stage.page.getByLabel('Current').fill('the old one');
    await stage.page.getByLabel('New').fill(LONG);
    await stage.page.getByRole('button', { name: 'Change' }).click();
    const body = { password: LONG, current: 'the old one' };
    await expect.poll(() => stage.calls).toEqual([{ call: 'PUT /v3/user/password', body }]);
  });
});

it('is not there where nobody logs in by password', async () => {
  await onStage({ api }, async (stage) => {
    await stage.page.evaluate(() => window.harness.session({ logins: [] }));
    await stage.mount('tp-own-password');
    expect(await stage.page.getByRole('button').count()).toBe(0);
  });
});

itIsAccessible({ api }, withoutOne);
