import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const plugin = (id: string, more: object = {}): object => ({
  id,
  version: '1.2.0',
  summary: `What ${id} does.`,
  source: `@turnpike/plugin-${id}`,
  running: true,
  provides: [],
  boot_ms: 3,
  scope: { state: 'running', failure: null, taps: 2, subscriptions: 1, routes: 4, timers: 0 },
  ...more,
});
const failed = plugin('pigeon', {
  running: false,
  boot_ms: null,
  scope: { state: 'failed', failure: 'A wing is missing.', taps: 0, subscriptions: 0 },
});
const resting = plugin('hub', { running: false, scope: null, boot_ms: null });
const languages = plugin('languages', { provides: ['languages', 'languages', 'axes'] });
const plugins = [languages, failed, resting];
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-plugin-table', { plugins });
};

it('shows what runs and what has failed, with the failure in place of the summary', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    expect(await rows.count()).toBe(2);
    expect(await shownText(rows.nth(0))).toMatch(
      /^languages What languages does\. 1\.2\.0 languages × 2 axes 2 1 4 0 3 ms$/,
    );
    expect(await shownText(rows.nth(1))).toMatch(/^pigeon Failed A wing is missing\./);
  });
});

it('shows what is only installed when asked', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.locator('.panel-head'))).toContain('1 more installed');
    const all = stage.page.getByRole('button', { name: 'Show all' });
    await all.click();
    expect(await all.getAttribute('aria-pressed')).toBe('true');
    expect(await shownText(stage.page.locator('tbody tr').nth(2))).toMatch(
      /^hub [\s\S]*– – – – –$/,
    );
  });
});

itIsAccessible({}, place);
