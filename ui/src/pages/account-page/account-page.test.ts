import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const token = (id: number, name: string, more: object = {}): object => ({
  '@type': 'token',
  id,
  name,
  created_at: '2026-01-01T00:00:00Z',
  used_at: null,
  expires_at: null,
  ...more,
});
const session = (id: number, current: boolean): object => ({
  '@type': 'browser_session',
  id,
  current,
  agent: 'Firefox on Linux',
  address: '192.0.2.7',
  created_at: '2026-01-01T00:00:00Z',
  used_at: null,
  expires_at: '2026-02-01T00:00:00Z',
});
const api = {
  '/v3/user/tokens': { '@type': 'tokens', tokens: [token(4, 'laptop')] },
  'POST /v3/user/tokens': token(5, 'ci', { token: 'tp_secret_once' }),
  'DELETE /v3/user/token/4': {},
  '/v3/user/sessions': { '@type': 'sessions', sessions: [session(1, true), session(2, false)] },
  'DELETE /v3/user/session/2': {},
  'PUT /v3/user/password': {},
  '/v3/preferences': { '@type': 'preferences', preferences: [] },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-account-page');
  await stage.page.getByText('laptop').waitFor();
  await stage.page.getByText('This browser').waitFor();
};
const asked = (stage: Stage, wanted: string): unknown[] =>
  stage.calls.filter(({ call }) => call === wanted).map(({ body }) => body);

it('makes a token and shows it once, with how long it is good for', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Name').fill('ci');
    await stage.page.getByLabel('Days').fill('30');
    await stage.page.getByRole('button', { name: 'Make a token' }).click();
    await stage.page.getByRole('status').getByText('tp_secret_once').waitFor();
    expect(asked(stage, 'POST /v3/user/tokens')).toEqual([{ name: 'ci', expires_in_days: 30 }]);
    expect(await stage.page.getByLabel('Name').inputValue()).toBe('');
  });
});

it('deletes a token only after a question', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Delete laptop' }).click();
    await stage.page.getByText('Whatever uses it is refused from now on.').waitFor();
    await stage.page.getByRole('button', { name: 'Keep' }).click();
    expect(asked(stage, 'DELETE /v3/user/token/4')).toHaveLength(0);
    await stage.page.locator('tp-confirm').waitFor({ state: 'detached' });
    await stage.page.getByRole('button', { name: 'Delete laptop' }).click();
    await stage.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => asked(stage, 'DELETE /v3/user/token/4').length).toBe(1);
  });
});

it('logs out another browser, never this one', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const out = stage.page.getByRole('button', { name: /^Log out/ });
    expect(await out.count()).toBe(1);
    await out.click();
    await expect.poll(() => asked(stage, 'DELETE /v3/user/session/2').length).toBe(1);
  });
});

it('ends all other sessions at once, where there are some', async () => {
  const ending = { ...api, 'POST /v3/user/sessions/end_others': { '@type': 'revoked' } };
  await onStage({ api: ending }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'End all other sessions' }).click();
    await expect.poll(() => asked(stage, 'POST /v3/user/sessions/end_others').length).toBe(1);
  });
  const alone = { '@type': 'sessions', sessions: [session(1, true)] };
  await onStage({ api: { ...api, '/v3/user/sessions': alone } }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByRole('button', { name: 'End all' }).count()).toBe(0);
  });
});

it('says why an account at a host was not linked', async () => {
  await onStage({ api }, async (stage) => {
    await stage.page.evaluate(() =>
      history.replaceState(null, '', '/-/account#problem=linked-elsewhere&host=hub'),
    );
    await place(stage);
    const alert = stage.page.getByRole('alert').filter({ hasText: 'already linked to another' });
    expect(await alert.count()).toBe(1);
  });
});

it('changes the password, and keeps what was typed where it was refused', async () => {
  const { 'PUT /v3/user/password': _, ...refusing } = api;
  for (const [answers, left] of [
    [api, ''],
    [refusing, 'old-password'],
  ] as const) {
    await onStage({ api: answers }, async (stage) => {
      await place(stage);
      await stage.page.getByLabel('Current').fill('old-password');
      await stage.page.getByLabel('New').fill('a much longer one');
      await stage.page.getByRole('button', { name: 'Change' }).click();
      await expect.poll(() => asked(stage, 'PUT /v3/user/password').length).toBe(1);
      await expect.poll(() => stage.page.getByLabel('Current').inputValue()).toBe(left);
    });
  }
});

it('sends no new password that is too short', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Current').fill('old-password');
    await stage.page.getByLabel('New').pressSequentially('short');
    await stage.page.getByRole('button', { name: 'Change' }).click();
    const field = stage.page.getByLabel('New');
    expect(await field.evaluate((input: HTMLInputElement) => input.validity.tooShort)).toBe(true);
    expect(asked(stage, 'PUT /v3/user/password')).toHaveLength(0);
  });
});

it('says what a token is for where there is none', async () => {
  const none = { ...api, '/v3/user/tokens': { '@type': 'tokens', tokens: [] } };
  await onStage({ api: none }, async (stage) => {
    await stage.mount('tp-account-page');
    await stage.page.getByText('The command line and the API take a token').waitFor();
    expect(await shownText(stage.page.getByRole('heading', { level: 1 }))).toBe('Mira');
  });
});

itIsAccessible({ api }, place);
