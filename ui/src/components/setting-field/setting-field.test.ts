import { expect, it } from 'vitest';
import { onStage, type Stage } from '../../../test/stage.js';

const SETTINGS = [
  {
    name: 'freeze.on',
    value: false,
    title: 'Freeze',
    schema: { type: 'boolean', default: false },
  },
  {
    name: 'freeze.hours',
    value: 4,
    title: 'Hours',
    schema: { type: 'integer', minimum: 1, maximum: 24, default: 4 },
  },
  {
    name: 'freeze.days',
    value: ['fri'],
    title: 'Days',
    schema: { type: 'array', items: { type: 'string', enum: ['thu', 'fri', 'sat'] } },
  },
  {
    name: 'freeze.tone',
    value: 'kind',
    title: 'Tone',
    schema: { type: 'string', enum: ['kind', 'strict'] },
  },
  {
    name: 'freeze.note',
    value: null,
    title: 'Note',
    schema: { anyOf: [{ type: 'string', maxLength: 80 }, { type: 'null' }], default: null },
  },
].map(({ name, value, title, schema }) => ({
  '@type': 'setting',
  name,
  value,
  declared: {
    ...{ plugin: 'freeze', group: 'Change freeze', title, schema, default: value },
    description: `About ${title}.`,
  },
}));

const REPOSITORY = {
  ...{ '@type': 'repository', id: 3, slug: 'acme/app', name: 'app', active: true },
  '@permissions': { settings_read: true, settings_update: true },
};
const EMPTY = {
  '/v3/repo/3/env_vars': { '@type': 'env_vars', env_vars: [] },
  '/v3/repo/3/crons': { '@type': 'crons', crons: [] },
  '/v3/repo/3/caches': { '@type': 'caches', caches: [] },
};
const api = {
  ...EMPTY,
  '/v3/repo/3/settings': { '@type': 'settings', settings: SETTINGS },
  ...Object.fromEntries(
    SETTINGS.filter(({ name }) => name !== 'freeze.hours').map((one) => [
      `PATCH /v3/repo/3/setting/${one.name}`,
      one,
    ]),
  ),
};

const written = (stage: Stage) => stage.calls.filter(({ call }) => call.startsWith('PATCH'));

it('makes a form of what a plugin declares, and writes what was chosen, by keyboard too', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-repository-settings', { repository: REPOSITORY });
    const group = stage.page.getByRole('region', { name: 'Change freeze' });
    await group.getByRole('switch', { name: 'Freeze' }).focus();
    await stage.page.keyboard.press('Space');
    await group.getByRole('group', { name: 'Days' }).getByRole('checkbox', { name: 'sat' }).check();
    await group.getByRole('combobox', { name: 'Tone' }).selectOption('strict');
    const note = group.getByRole('textbox', { name: 'Note' });
    expect(await note.getAttribute('maxlength')).toBe('80');
    await note.fill('Back on Monday');
    await stage.page.keyboard.press('Tab');
    await expect.poll(() => written(stage)).toHaveLength(4);
    expect(written(stage)).toEqual([
      { call: 'PATCH /v3/repo/3/setting/freeze.on', body: { value: true } },
      { call: 'PATCH /v3/repo/3/setting/freeze.days', body: { value: ['fri', 'sat'] } },
      { call: 'PATCH /v3/repo/3/setting/freeze.tone', body: { value: 'strict' } },
      { call: 'PATCH /v3/repo/3/setting/freeze.note', body: { value: 'Back on Monday' } },
    ]);
    expect(await stage.violations()).toEqual([]);
  });
});

it('says below the field what the server refuses, and leaves what was typed', async () => {
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-repository-settings', { repository: REPOSITORY });
    const hours = stage.page.getByRole('spinbutton', { name: 'Hours' });
    expect(await hours.getAttribute('max')).toBe('24');
    await hours.fill('99');
    await stage.page.keyboard.press('Tab');
    expect(await stage.page.getByRole('alert').textContent()).toContain('Not here.');
    expect(await hours.inputValue()).toBe('99');
    expect(await hours.getAttribute('aria-invalid')).toBe('true');
    expect(await stage.violations()).toEqual([]);
  });
});

it.each([
  { dark: false, width: 390 },
  { dark: true, width: 1280 },
])('shows it without a pen to who may only read: %o', async (look) => {
  await onStage({ api, ...look }, async (stage) => {
    const repository = { ...REPOSITORY, '@permissions': { settings_read: true } };
    await stage.mount('tp-repository-settings', { repository });
    const group = stage.page.getByRole('region', { name: 'Change freeze' });
    expect(await group.getByRole('switch').isDisabled()).toBe(true);
    expect(await group.getByRole('checkbox', { name: 'fri' }).isDisabled()).toBe(true);
    expect(await group.getByRole('textbox').isDisabled()).toBe(true);
    expect(await stage.violations()).toEqual([]);
  });
});
