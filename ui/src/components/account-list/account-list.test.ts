import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const user = (login: string, more: object = {}): object => ({
  '@type': 'user',
  id: login.length,
  login,
  name: null,
  email: `${login}@example.com`,
  admin: false,
  suspended_at: null,
  ...more,
});
const api = {
  '/v3/users': {
    '@type': 'users',
    users: [user('ada', { admin: true }), user('grace', { suspended_at: '2026-01-01T00:00:00Z' })],
  },
  'POST /v3/user/ada/suspend': user('ada'),
  'POST /v3/user/grace/reactivate': user('grace'),
  'DELETE /v3/user/grace': {},
  'POST /v3/user/eve/become': {},
  'POST /v3/users': { '@type': 'user_link', user: user('eve'), url: 'https://ci/-/login#once=x' },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-account-list');
  await stage.page.getByText('grace', { exact: true }).waitFor();
};
const wasAsked = (stage: Stage, call: string): boolean =>
  stage.calls.some((one) => one.call === call);

it('finds an account by login or address', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Search accounts').fill('ADA@');
    await stage.page.getByText('grace', { exact: true }).waitFor({ state: 'detached' });
    await stage.page.getByLabel('Search accounts').fill('zebra');
    await stage.page.getByText('No account has “zebra”').waitFor();
  });
});

it('suspends only after a question, and reactivates without one', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Suspend: ada' }).click();
    expect(wasAsked(stage, 'POST /v3/user/ada/suspend')).toBe(false);
    await stage.page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect.poll(() => wasAsked(stage, 'POST /v3/user/ada/suspend')).toBe(true);
    await stage.page.getByRole('button', { name: 'Reactivate: grace' }).click();
    await expect.poll(() => wasAsked(stage, 'POST /v3/user/grace/reactivate')).toBe(true);
  });
});

it('lets an administrator become somebody who is none, after a question', async () => {
  const users = [
    user('ada', { admin: true }),
    user('eve'),
    user('grace', { suspended_at: '2026-01-01T00:00:00Z' }),
  ];
  const more = { ...api, '/v3/users': { '@type': 'users', users } };
  await onStage({ api: more }, async (stage) => {
    await stage.mount('tp-account-list');
    await stage.page.getByRole('button', { name: 'Become: eve' }).click();
    expect(await stage.page.getByRole('button', { name: /^Become: / }).count()).toBe(1);
    expect(wasAsked(stage, 'POST /v3/user/eve/become')).toBe(false);
    await stage.page.getByRole('button', { name: 'Become', exact: true }).click();
    await expect.poll(() => wasAsked(stage, 'POST /v3/user/eve/become')).toBe(true);
  });
});

it('removes after a question', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Remove grace' }).click();
    await stage.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => wasAsked(stage, 'DELETE /v3/user/grace')).toBe(true);
  });
});

it('adds an account, and shows its link', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Login').fill('eve');
    await stage.page.getByRole('button', { name: 'Add an account' }).click();
    await stage.page.getByText('https://ci/-/login#once=x').waitFor();
  });
});

itIsAccessible({ api }, place);
