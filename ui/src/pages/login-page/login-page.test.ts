import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const place = async (stage: Stage): Promise<void> => {
  await stage.page.evaluate(() => window.harness.session({ user: null }));
  await stage.mount('tp-login-page');
};

it('sends name and password, and shows a refusal', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Name').fill('mira');
    await stage.page.getByLabel('Password').fill('secret');
    await stage.page.getByRole('button', { name: 'Log in' }).click();
    await stage.page.getByRole('alert').waitFor();
    expect(stage.calls.at(-1)).toEqual({
      call: 'POST /v3/session',
      body: { login: 'mira', password: 'secret' },
    });
    expect(await stage.page.getByRole('alert').innerText()).toBe('Not here.');
  });
});

it('uses a one-time link at once, takes it out of the address, and asks for a password', async () => {
  const api = { 'POST /v3/session': {}, 'PUT /v3/user/password': {} };
  await onStage({ api }, async (stage) => {
    await stage.page.evaluate(() => history.replaceState(null, '', '/-/login#once=abc'));
    await place(stage);
    await expect
      .poll(() => stage.calls.at(-1))
      .toEqual({ call: 'POST /v3/session', body: { once: 'abc' } });
    expect(new URL(stage.page.url()).hash).toBe('');
    await stage.page.evaluate(() => window.harness.session({ password_needed: true }));
    await stage.page.getByLabel('New password').fill('long enough by far');
    await stage.page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => stage.calls.at(-1))
      .toEqual({ call: 'PUT /v3/user/password', body: { password: 'long enough by far' } });
  });
});

it('uses a one-time link that is opened while the page is shown', async () => {
  await onStage({ api: { 'POST /v3/session': {} } }, async (stage) => {
    await stage.page.evaluate(() => history.replaceState(null, '', '/-/login'));
    await place(stage);
    await stage.page.evaluate(() => (location.hash = '#once=later'));
    await expect
      .poll(() => stage.calls.at(-1))
      .toEqual({ call: 'POST /v3/session', body: { once: 'later' } });
    expect(new URL(stage.page.url()).hash).toBe('');
  });
});

itIsAccessible({}, place);
