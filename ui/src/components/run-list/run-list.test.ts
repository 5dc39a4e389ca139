import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const run = (number: number, more: object = {}): object => ({
  '@type': 'run',
  run: number,
  state: 'failed',
  reason: 'The script ended with exit code 1.',
  blame: null,
  worker: 'anvil',
  received_at: '2026-01-01T00:00:00Z',
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:05Z',
  log_bytes: 2048,
  log_removed: null,
  ...more,
});
const runs = [run(2), run(1, { state: 'lost', blame: 'platform', reason: 'The worker is gone.' })];
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-run-list', { runs, shown: 2 });
};

it('tells of each attempt how it went, whose doing it was and how long it took', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    expect(await shownText(rows.nth(0))).toMatch(
      /^2 Failed The script ended[\s\S]*anvil 1 min 05 s 2\.0 KiB/,
    );
    expect(await shownText(rows.nth(1))).toMatch(
      /^1 Lost The worker is gone\. the platform's doing/,
    );
  });
});

it('fires the run whose log is wanted', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.evaluate(() => window.harness.listen('choose'));
    expect(
      await stage.page.getByRole('button', { name: 'Shown' }).getAttribute('aria-pressed'),
    ).toBe('true');
    await stage.page.getByRole('button', { name: 'Show log' }).click();
    expect(await stage.page.evaluate(() => window.harness.fired['choose'])).toEqual([1]);
  });
});

it('is not there for a single attempt, and marks a log that was removed', async () => {
  await onStage({}, async (stage) => {
    const list = await stage.mount('tp-run-list', { runs: [run(1)], shown: 1 });
    expect(await shownText(list)).toBe('');
    await stage.mount('tp-run-list', { runs: [run(2), run(1, { log_removed: { at: 'x' } })] });
    expect(await shownText(stage.page.locator('tbody tr').nth(1))).toContain('log removed');
  });
});

itIsAccessible({}, place);
