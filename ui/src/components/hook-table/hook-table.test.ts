import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const tap = (plugin: string, more: object = {}): object => ({
  plugin,
  key: null,
  skipped: false,
  calls: 4,
  failures: 0,
  total_ms: 10,
  max_ms: 120.4,
  ...more,
});
const hook = (name: string, on_failure: string, taps: object[]): object => ({
  name,
  type: 'AsyncSeriesBail',
  answer: 'first rejection',
  on_failure,
  taps,
});
const hooks = [
  hook('request.accept', 'refuse', [
    tap('gatekeeper'),
    tap('pigeon', { failures: 2, key: 'wing' }),
  ]),
  hook('log.filter', 'skip', []),
  hook('job.route', 'skip', [tap('scheduler', { skipped: true })]),
];
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-hook-table', { hooks });
};

it('says of each hook what a failure does, who has tapped it and what that costs', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    expect(await rows.count()).toBe(4);
    expect(await shownText(rows.nth(0))).toMatch(
      /^request\.accept[\s\S]*refuses gatekeeper 4 0 2\.50 ms 120 ms 10 ms$/,
    );
    expect(await shownText(rows.nth(1))).toMatch(/^pigeon wing 4 2 /);
    expect(await shownText(rows.nth(2))).toMatch(/^log\.filter[\s\S]*is skipped nobody$/);
    expect(await shownText(rows.nth(3))).toContain('scheduler asked in another process');
  });
});

it('does not divide by no calls', async () => {
  await onStage({}, async (stage) => {
    const idle = [hook('x.y', 'skip', [tap('idle', { calls: 0, total_ms: 0, max_ms: 0 })])];
    await stage.mount('tp-hook-table', { hooks: idle });
    expect(await shownText(stage.page.locator('tbody tr'))).toMatch(/idle 0 0 0\.00 ms 0\.00 ms/);
  });
});

itIsAccessible({}, place);
