import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const repository = (more: object = {}): object => ({
  id: 3,
  slug: 'acme/widgets',
  default_branch: { name: 'trunk' },
  badge_token: 'f00d',
  ...more,
});
const place = async (stage: Stage, more: object = {}): Promise<void> => {
  await stage.mount('tp-badge-dialog', { repository: repository(more) });
};

it('writes what is pasted in each format, for one branch as well', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const text = stage.page.getByRole('textbox', { name: 'Text' });
    await expect
      .poll(() => text.inputValue())
      .toMatch(/^\[!\[Build status\]\(.+\/acme\/widgets\.svg\?token=f00d\)\]\(.+\)$/);
    await stage.page.getByLabel('Branch').fill('next one');
    await stage.page.getByLabel('Branch').blur();
    await stage.page.getByLabel('Format').selectOption('Image URL');
    await expect
      .poll(() => text.inputValue())
      .toMatch(/\/acme\/widgets\.svg\?branch=next\+one&token=f00d$/);
  });
});

it('waits for the keys of a new repository, and goes on by itself', async () => {
  await onStage({}, async (stage) => {
    let asked = 0;
    await stage.page.route('**/v3/repo/3*', (route) =>
      route.fulfill({
        json: repository({ badge_token: (asked += 1) > 1 ? 'late' : undefined }),
      }),
    );
    await place(stage, { badge_token: undefined });
    await stage.page.getByRole('status').filter({ hasText: 'still being made' }).waitFor();
    expect(await stage.page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
    await expect
      .poll(() => stage.page.getByRole('textbox', { name: 'Text' }).inputValue(), {
        timeout: 20_000,
      })
      .toContain('token=late');
  });
});

itIsAccessible({}, (stage) => place(stage));
