import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const setting = (write: boolean, value: readonly string[]) => ({
  '@type': 'setting',
  '@permissions': { read: true, write },
  name: 'freeze.days',
  value,
  declared: {
    ...{ plugin: 'freeze', group: 'Change freeze', title: 'Days' },
    description: 'Days on which nothing is built.',
    default: [],
    schema: { type: 'array', items: { type: 'string', enum: ['fri', 'sat'] } },
  },
});
const answers = (write: boolean) => ({
  '/v3/owner/acme/settings': { '@type': 'settings', settings: [setting(write, ['fri'])] },
  'PATCH /v3/owner/acme/setting/freeze.days': setting(write, ['fri', 'sat']),
  '/v3/repos': { '@type': 'repositories', repositories: [] },
});
const place = (stage: Stage) => stage.mount('tp-owner-settings', { owner: 'acme' });

it('stands on the page of the owner, and writes what is chosen', async () => {
  await onStage({ api: answers(true) }, async (stage) => {
    await stage.mount('tp-home-page', { owner: 'acme' });
    const group = stage.page.getByRole('region', { name: 'Change freeze' });
    await group.getByRole('checkbox', { name: 'sat' }).check();
    await expect
      .poll(() => stage.calls.find(({ call }) => call.startsWith('PATCH')))
      .toEqual({
        call: 'PATCH /v3/owner/acme/setting/freeze.days',
        body: { value: ['fri', 'sat'] },
      });
  });
});

it('is shown without a pen to who may only read', async () => {
  await onStage({ api: answers(false) }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByRole('checkbox', { name: 'fri' }).isDisabled()).toBe(true);
  });
});

it('has the words of the plugin in the language of who reads', async () => {
  const words = {
    'Change freeze': 'Standstill',
    'Days on which nothing is built.': 'Days of rest.',
  };
  const ui = { '@type': 'ui', contributions: [], texts: { freeze: { en: words } } };
  await onStage({ api: { ...answers(true), '/v3/ui': ui } }, async (stage) => {
    await place(stage);
    const group = stage.page.getByRole('region', { name: 'Standstill' });
    await group.getByText('Days of rest.').waitFor();
    await group.getByRole('group', { name: 'Days' }).waitFor();
  });
});

it('is not there where no plugin declares any', async () => {
  const api = { '/v3/owner/acme/settings': { '@type': 'settings', settings: [] } };
  await onStage({ api }, async (stage) => {
    await place(stage);
    await expect.poll(() => stage.calls).toHaveLength(1);
    expect(await stage.page.getByRole('region').count()).toBe(0);
  });
});

itIsAccessible({ api: answers(true) }, place);
