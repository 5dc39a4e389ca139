import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const plugin = (id: string, more: object = {}): object => ({
  id,
  version: '1.2.0',
  summary: `What ${id} does.`,
  source: `@turnpike/plugin-${id}`,
  running: true,
  provides: [],
  asks: [],
  boot_ms: 3,
  work: { calls: 7, failures: 0, total_ms: 90, max_ms: 40, busy_ms: 3.14, heap_bytes: null },
  scope: {
    state: 'running',
    failure: null,
    taps: 2,
    subscriptions: 1,
    routes: 4,
    timers: 0,
    refuses: [],
  },
  ...more,
});
const failed = plugin('pigeon', {
  running: false,
  boot_ms: null,
  work: { calls: 3, failures: 2, total_ms: 9, max_ms: 4, busy_ms: 1234, heap_bytes: 2_500_000 },
  scope: {
    state: 'failed',
    failure: 'A wing is missing.',
    taps: 0,
    subscriptions: 0,
    refuses: ['request.accept', 'access.decide'],
  },
});
const resting = plugin('hub', { running: false, scope: null, boot_ms: null, work: null });
const languages = plugin('languages', { provides: ['languages', 'languages', 'axes'] });
const chat = plugin('tiny-chat', {
  asks: [
    {
      id: 'secrets',
      title: 'Is shown secrets',
      items: [{ name: 'env', words: 'values of encrypted variables' }],
    },
    {
      id: 'hooks',
      title: 'Has a say',
      items: [
        { name: 'job.payload', words: 'changes what workers are told to run' },
        { name: 'job.route', words: 'chooses the queue of a job' },
      ],
    },
    { id: 'hosts', title: 'Talks to', items: [{ name: 'chat.example.org', words: '' }] },
  ],
});
const modest = plugin('modest', {
  asks: [{ id: 'own', title: 'Brings', items: [{ name: 'keys', words: 'adds keys' }] }],
});
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
      /^languages What languages does\. 1\.2\.0 languages × 2 axes 2 1 4 0 3 ms 7 3\.1 ms –$/,
    );
    expect(await shownText(rows.nth(1))).toMatch(
      /^pigeon Failed A wing is missing\. Refused in its name: request\.accept access\.decide/,
    );
    expect(await shownText(rows.nth(1))).toMatch(/ 3 \(2 failed\) 1\.2 s 2\.5 MB$/);
  });
});

it('says what holds a plugin in a process of its own, and why that ended', async () => {
  const apart = {
    ...{ state: 'restarting', pid: null, restarts: 2, last_end: 'It ended with code 3.' },
    walls: ['no network'],
  };
  const scope = { state: 'running', failure: null, refuses: [], taps: 0, subscriptions: 0, apart };
  await onStage({}, async (stage) => {
    await stage.mount('tp-plugin-table', { plugins: [plugin('far', { scope }), languages] });
    const rows = stage.page.locator('tbody tr');
    expect(await shownText(rows.nth(0))).toContain(
      'In a process of its own, no network; restarting, started again 2 times: It ended with code 3.',
    );
    expect(await shownText(rows.nth(1))).not.toContain('process of its own');
    expect(await stage.violations()).toEqual([]);
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
      /^hub [\s\S]*– – – – – – – –$/,
    );
  });
});

it('says what each plugin asks for, in short, and in words for who opens it', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-plugin-table', { plugins: [chat, modest, languages] });
    const rows = stage.page.locator('tbody tr');
    expect(await shownText(rows.nth(0))).toContain('Asks for secrets, 2 hooks, 1 host');
    expect(await shownText(rows.nth(1))).toContain('Asks for no hooks, secrets, hosts or routes');
    expect(await shownText(rows.nth(2))).not.toContain('Asks for');
    const words = stage.page.getByText('chooses the queue of a job').first();
    expect(await words.isVisible()).toBe(false);
    await rows.nth(0).locator('summary').click();
    expect(await words.isVisible()).toBe(true);
    const opened = await shownText(rows.nth(0));
    expect(opened).toMatch(/Is shown secrets\s+env\s+values of encrypted variables/);
    expect(opened).toMatch(/job\.route\s+chooses the queue of a job\s+Talks to\s+chat\.example/);
    expect(await stage.violations()).toEqual([]);
  });
});

itIsAccessible({}, place);
