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

it('asks for the code of a second factor, and sends it with what was typed', async () => {
  await onStage({}, async (stage) => {
    const sent: unknown[] = [];
    await stage.page.route('**/v3/session', async (route) => {
      sent.push(route.request().postDataJSON());
      const json = { error_type: 'second_factor_required', error_message: 'The code is wrong.' };
      await route.fulfill({ status: 401, json });
    });
    await place(stage);
    await stage.page.getByLabel('Name').fill('mira');
    await stage.page.getByLabel('Password').fill('secret');
    await stage.page.getByRole('button', { name: 'Log in' }).click();
    await stage.page.getByLabel('Code').fill('123456');
    expect(await stage.page.getByRole('alert').count()).toBe(0);
    await stage.page.getByRole('button', { name: 'Log in' }).click();
    expect(await stage.page.getByRole('alert').innerText()).toBe('The code is wrong.');
    const typed = { login: 'mira', password: 'secret' };
    expect(sent).toEqual([typed, { ...typed, code: '123456' }]);
  });
});

const hosts = [
  { id: 'hub', title: 'Hub', kind: 'redirect', url: '/auth/hub/start' },
  { id: 'lab', title: 'Lab', kind: 'redirect', url: '/auth/lab/start' },
];
const withHosts = async (stage: Stage): Promise<void> => {
  await stage.page.evaluate(
    (logins) => window.harness.session({ user: null, logins } as never),
    hosts,
  );
  await stage.mount('tp-login-page');
};

it('leads to each host and back to the page that was asked for, the last used host first', async () => {
  await onStage({}, async (stage) => {
    await stage.page.evaluate(() => {
      history.replaceState(null, '', '/ada/engine');
      localStorage.setItem('turnpike.last-login', 'lab');
    });
    await withHosts(stage);
    const links = stage.page.getByRole('link', { name: /^Log in with/ });
    expect(await links.allInnerTexts()).toEqual(['Log in with Lab', 'Log in with Hub']);
    expect(await links.first().getAttribute('href')).toBe('/auth/lab/start?return=%2Fada%2Fengine');
    expect(await stage.page.getByLabel('Password').count()).toBe(0);
  });
});

it('says in its own words why a sign-in let nobody in', async () => {
  await onStage({}, async (stage) => {
    await stage.page.evaluate(() =>
      history.replaceState(null, '', '/-/login#problem=closed&host=hub'),
    );
    await withHosts(stage);
    const alert = stage.page.getByRole('alert');
    expect(await alert.innerText()).toContain('link Hub on your account page');
  });
});

it('shows no words that stand in the address', async () => {
  await onStage({}, async (stage) => {
    await stage.page.evaluate(() =>
      history.replaceState(null, '', '/-/login#problem=Call+0800&host=evil'),
    );
    await withHosts(stage);
    await stage.page.getByRole('link', { name: 'Log in with Hub' }).waitFor();
    expect(await stage.page.getByRole('alert').count()).toBe(0);
  });
});

itIsAccessible({}, place);
itIsAccessible({}, withHosts);
