import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const permission = (login: string, level: string | null): object => ({
  '@type': 'permission',
  user: { '@type': 'user', id: login.length, login, name: null },
  level,
});
const api = {
  '/v3/repo/5/permissions': {
    '@type': 'permissions',
    permissions: [permission('ada', 'admin'), permission('grace', 'read')],
  },
  'PUT /v3/repo/5/permission/grace': permission('grace', 'write'),
  'PUT /v3/repo/5/permission/eve': permission('eve', 'read'),
  'PUT /v3/repo/5/permission/ada': permission('ada', null),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-member-list', { repository: 5 });
  await stage.page.getByText('grace', { exact: true }).waitFor();
};
const given = (stage: Stage, login: string): unknown[] =>
  stage.calls
    .filter(({ call }) => call === `PUT /v3/repo/5/permission/${login}`)
    .map(({ body }) => body);

it('changes, gives and takes rights', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const right = stage.page.getByLabel('Right of grace');
    expect(await right.inputValue()).toBe('read');
    await right.selectOption('write');
    await expect.poll(() => given(stage, 'grace')).toEqual([{ level: 'write' }]);
    await stage.page.getByLabel('Login').fill('eve');
    await stage.page.getByRole('button', { name: 'Give the right' }).click();
    await expect.poll(() => given(stage, 'eve')).toEqual([{ level: 'read' }]);
    await stage.page.getByRole('button', { name: 'Take all rights from ada' }).click();
    expect(given(stage, 'ada')).toEqual([]);
    await stage.page.getByRole('button', { name: 'Take them' }).click();
    await expect.poll(() => given(stage, 'ada')).toEqual([{ level: null }]);
  });
});

it('keeps what was typed where there is no such account', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Login').fill('nobody');
    await stage.page.getByRole('button', { name: 'Give the right' }).click();
    await expect.poll(() => given(stage, 'nobody')).toHaveLength(1);
    expect(await stage.page.getByLabel('Login').inputValue()).toBe('nobody');
  });
});

it('says who may do everything where nobody has a right', async () => {
  const none = { '/v3/repo/5/permissions': { '@type': 'permissions', permissions: [] } };
  await onStage({ api: none }, async (stage) => {
    await stage.mount('tp-member-list', { repository: 5 });
    await stage.page.getByText('Nobody has a right of their own').waitFor();
  });
});

it('says where rights come from, and offers to take only what was given here', async () => {
  const origins = [
    { source: 'team', via: 'core', level: 'write' },
    { source: 'host', via: 'github', level: 'read' },
  ];
  const permissions = [{ ...permission('ada', 'write'), origins }];
  const owner = { '/v3/owner/acme/permissions': { '@type': 'permissions', permissions } };
  await onStage({ api: owner }, async (stage) => {
    await stage.mount('tp-member-list', { owner: 'acme' });
    await stage.page.getByText('write by the team core, read at github').waitFor();
    expect(await stage.page.getByRole('button', { name: /Take all rights/ }).count()).toBe(0);
  });
});

itIsAccessible({ api }, place);
