import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const plugin = {
  id: 'tiny-chat',
  summary: 'Chats.',
  version: '1.0.0',
  source: './tiny-chat.js',
  running: true,
  provides: ['notifiers'],
  requires: [],
  events: [],
  scope: { state: 'running', taps: 1, subscriptions: 0, routes: 0, timers: 0, failure: null },
  boot_ms: 3,
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
};
const modest = {
  ...plugin,
  id: 'modest',
  asks: [{ id: 'own', title: 'Brings', items: [{ name: 'keys', words: 'adds keys' }] }],
};
const silent = { ...plugin, id: 'silent', asks: [] };
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-plugin-table', { plugins: [plugin, modest, silent] });

it('says what each plugin asks for, in short, and in words for who opens it', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    expect(await shownText(rows.nth(0))).toContain('Asks for secrets, 2 hooks, 1 host');
    expect(await shownText(rows.nth(1))).toContain('Asks for no hooks, secrets or hosts');
    expect(await shownText(rows.nth(2))).not.toContain('Asks for');
    const words = stage.page.getByText('chooses the queue of a job').first();
    expect(await words.isVisible()).toBe(false);
    await rows.nth(0).locator('summary').click();
    expect(await words.isVisible()).toBe(true);
    const opened = await shownText(rows.nth(0));
    expect(opened).toMatch(/Is shown secrets\s+env\s+values of encrypted variables/);
    expect(opened).toMatch(/job\.route\s+chooses the queue of a job\s+Talks to\s+chat\.example/);
  });
});

itIsAccessible({}, place);
