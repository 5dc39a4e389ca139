import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const api = {
  '/v3/repo/3/env_vars': {
    '@type': 'env_vars',
    env_vars: [
      { '@type': 'env_var', id: 'x', name: 'TOKEN', public: false, branch: null, value: null },
    ],
  },
  'POST /v3/repo/3/env_vars': {
    '@type': 'env_var',
    id: 'y',
    name: 'REGION',
    public: true,
    branch: 'main',
    value: 'north',
  },
  'DELETE /v3/repo/3/env_var/x': {},
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-env-vars', { repository: { id: 3, slug: 'acme/widgets' } });
  await stage.page.getByText('TOKEN').waitFor();
};

it('hides secret values, adds a variable', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(await stage.page.locator('.value').innerText()).toBe('••••••••');
    await stage.page.getByLabel('Name').fill('REGION');
    await stage.page.getByLabel('Value').fill('north');
    await stage.page.getByLabel('Branch').fill('main');
    await stage.page.getByLabel('Show in logs').check();
    await stage.page.getByRole('button', { name: 'Add' }).click();
    await expect
      .poll(() => stage.calls.filter(({ call }) => call.startsWith('POST')))
      .toEqual([
        {
          call: 'POST /v3/repo/3/env_vars',
          body: { name: 'REGION', value: 'north', public: true, branch: 'main', form: 'text' },
        },
      ]);
  });
});

it('takes a value of several lines as it is', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Name').fill('KEY');
    await stage.page.getByLabel('Value').fill('-----BEGIN\na b & c\n-----END');
    await stage.page.getByRole('button', { name: 'Add' }).click();
    await expect
      .poll(() => stage.calls.filter(({ call }) => call.startsWith('POST')))
      .toMatchObject([{ body: { value: '-----BEGIN\na b & c\n-----END', form: 'text' } }]);
  });
});

it('has the values of all rows below one another, however long the names and tags are', async () => {
  const row = (id: string, name: string, more: object): object => ({
    '@type': 'env_var',
    id,
    name,
    public: true,
    branch: null,
    value: 'x',
    form: 'text',
    ...more,
  });
  const rows = [
    row('a', 'A', {}),
    row('b', 'A_VERY_LONG_NAME_OF_A_VARIABLE', { public: false, value: null, branch: 'main' }),
    row('c', 'MIDDLE', { value: 'y'.repeat(400), form: 'shell', branch: 'release' }),
  ];
  const vars = { ...api, '/v3/repo/3/env_vars': { '@type': 'env_vars', env_vars: rows } };
  await onStage({ api: vars }, async (stage) => {
    await stage.mount('tp-env-vars', { repository: { id: 3, slug: 'acme/widgets' } });
    await stage.page.getByText('MIDDLE').waitFor();
    const lefts = (selector: string): Promise<number[]> =>
      stage.page
        .locator(selector)
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    for (const selector of ['.entry .name', '.entry .value', '.entry > span'])
      expect([selector, new Set(await lefts(selector)).size]).toEqual([selector, 1]);
  });
});

it('asks before it deletes one', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const deletes = (): number =>
      stage.calls.filter(({ call }) => call.startsWith('DELETE')).length;
    await stage.page.getByRole('button', { name: 'Delete TOKEN' }).click();
    await stage.page.getByRole('button', { name: 'Keep' }).click();
    await stage.page.locator('tp-confirm').waitFor({ state: 'detached' });
    expect(deletes()).toBe(0);
    await stage.page.getByRole('button', { name: 'Delete TOKEN' }).click();
    await stage.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(deletes).toBe(1);
  });
});

itIsAccessible({ api }, place);
