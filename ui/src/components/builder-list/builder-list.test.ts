import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const entry = (login: string, permission: boolean): object => ({
  ...{ '@type': 'build_permission', permission, role: 'write' },
  user: { '@type': 'user', id: login.length, login, name: null },
});
const listed = {
  '@type': 'build_permissions',
  build_permissions: [entry('ada', true), entry('grace', false)],
};
const api = {
  '/v3/repo/5/build_permissions': listed,
  'PATCH /v3/repo/5/build_permissions': {},
  '/v3/owner/acme': { '@type': 'organization', id: 3, login: 'acme' },
  '/v3/org/3/build_permissions': listed,
  'PATCH /v3/org/3/build_permissions': {},
};
const sent = (stage: Stage, call: string): unknown[] =>
  stage.calls.filter((one) => one.call === call).map(({ body }) => body);

it('takes the permission away and gives it back', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-builder-list', { repository: 5 });
    await stage.page.getByLabel('ada').uncheck();
    await stage.page.getByLabel('grace').check();
    await expect
      .poll(() => sent(stage, 'PATCH /v3/repo/5/build_permissions'))
      .toEqual([
        { user_ids: [3], permission: false },
        { user_ids: [5], permission: true },
      ]);
  });
});

it('does the same for all that an owner has', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-builder-list', { owner: 'acme' });
    await stage.page.getByLabel('ada').uncheck();
    await expect
      .poll(() => sent(stage, 'PATCH /v3/org/3/build_permissions'))
      .toEqual([{ user_ids: [3], permission: false }]);
  });
});

itIsAccessible({ api }, async (stage) => {
  await stage.mount('tp-builder-list', { repository: 5 });
  await stage.page.getByLabel('ada').waitFor();
});
