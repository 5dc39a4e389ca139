import { expect, it } from 'vitest';
import { itIsAccessible, onStage } from '../../../test/stage.js';

it('shows the system page to administrators only, and nothing to strangers', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-header', { path: '/' });
    const links = stage.page.locator('nav[aria-label="Main"] > a');
    expect(await links.allInnerTexts()).toEqual([
      'Repositories',
      'Activity',
      'Check config',
      'System',
    ]);
    expect(await links.first().getAttribute('aria-current')).toBe('page');
    await stage.page.evaluate(() =>
      window.harness.session({
        user: { '@type': 'user', id: 2, login: 'tom', name: null, admin: false },
      }),
    );
    expect(await links.allInnerTexts()).toEqual(['Repositories', 'Activity', 'Check config']);
    await stage.page.evaluate(() => window.harness.session({ user: null }));
    expect(await links.count()).toBe(0);
    expect(await stage.page.getByRole('link', { name: 'Log in' }).count()).toBe(1);
  });
});

it('changes the theme and keeps the choice', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-header', {});
    const dark = (): Promise<boolean> =>
      stage.page.evaluate(() => document.documentElement.classList.contains('wa-dark'));
    await stage.page.getByRole('button', { name: /Theme: system/ }).click();
    expect(await dark()).toBe(false);
    await stage.page.getByRole('button', { name: /Theme: light/ }).click();
    expect(await dark()).toBe(true);
    await stage.page.reload();
    await stage.page.waitForFunction(() => window.harness !== undefined);
    expect(await dark()).toBe(true);
  });
});

it('fires what is chosen in the menu', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-header', {});
    await stage.page.evaluate(() => window.harness.listen('choose'));
    await stage.page.getByRole('button', { name: 'mira' }).click();
    await stage.page.getByRole('menuitem', { name: 'Log out' }).click();
    expect(await stage.page.evaluate(() => window.harness.fired.choose)).toEqual(['log-out']);
  });
});

itIsAccessible({}, async (stage) => {
  await stage.mount('tp-header', { path: '/-/system' });
  await stage.page.getByRole('button', { name: 'mira' }).click();
});
