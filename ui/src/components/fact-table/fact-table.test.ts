import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const GIB = 1_073_741_824;
const room = (free: number) => ({
  folder: '/var/lib/turnpike/logs',
  used_bytes: 2_097_152,
  free_bytes: free * GIB,
  total_bytes: 100 * GIB,
});
const logs = {
  id: 'store-fs',
  title: 'Logs',
  process: 'hub-17-0a1b2c3d',
  state: 'ok',
  text: '',
  way_out: null,
  room: room(50),
};
const low = {
  ...logs,
  id: 'storage',
  title: 'Caches',
  process: 'worker-a-4-ffffffff',
  state: 'warning',
  way_out: 'Make room.',
  room: room(0.5),
};
const email = {
  ...logs,
  id: 'notifier-email',
  title: 'Notifications by email',
  state: 'warning',
  text: 'not configured',
  way_out: 'Set notify-email.smtp.',
  room: null,
};
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-fact-table', { facts: [logs, low, email] });

it('has warnings first, each with its machine and the way out', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    const texts = [
      await shownText(rows.nth(0)),
      await shownText(rows.nth(1)),
      await shownText(rows.nth(2)),
    ];
    expect(texts[0]).toMatch(
      /Caches\s+worker-a\s+Low[\s\S]*Make room[\s\S]*512\.0 MiB of 100\.0 GiB/,
    );
    expect(texts[1]).toMatch(/email\s+hub\s+Warning\s+not configured\s+Set notify-email\.smtp/);
    expect(texts[2]).toMatch(/Logs[\s\S]*Good[\s\S]*2\.0 MiB[\s\S]*50\.0 GiB/);
    expect(await stage.page.getByText('2 warnings').count()).toBe(1);
  });
});

it('names no machine where there is one, and a shared folder once', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-fact-table', { facts: [logs, { ...logs, process: 'hub-18-0a1b2c3e' }] });
    expect(await stage.page.getByText('hub-17-0a1b2c3d').count()).toBe(0);
    expect(await stage.page.locator('tbody tr').count()).toBe(1);
    expect(await stage.page.getByText('all well').count()).toBe(1);
  });
});

itIsAccessible({}, place);
