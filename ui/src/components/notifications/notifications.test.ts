import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const row = {
  '@type': 'notification',
  id: 5,
  build_id: 9,
  event: 'finished',
  notifier: 'email',
  target: null,
  state: 'unconfigured',
  attempts: 1,
  next_attempt_at: null,
  reason: 'No mail server is configured: set notify-email.smtp.',
  created_at: '2026-01-01T00:00:00Z',
  sent_at: null,
};
const api = {
  '/v3/build/9/notifications': {
    '@type': 'notifications',
    notifications: [row, { ...row, id: 6, state: 'skipped', reason: 'a rule says so' }],
  },
  'POST /v3/notification/5/again': { '@type': 'pending' },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-notifications', { buildId: 9, version: 1 });
  await stage.page.getByText('Not configured').waitFor();
};

it('says what is not configured and the way out, and sends it again afterwards', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tbody tr');
    expect(await rows.first().innerText()).toContain('set notify-email.smtp');
    expect(await rows.nth(1).getByRole('button').count()).toBe(0);
    await rows.first().getByRole('button', { name: 'Send again' }).click();
    await expect
      .poll(() => stage.calls.filter(({ call }) => call === 'POST /v3/notification/5/again').length)
      .toBe(1);
  });
});

const unset = { '@type': 'notifications', notifications: [row] };
const config = (notifications?: object): object => ({
  '@type': 'build_config',
  config: { language: 'shell', ...(notifications && { notifications }) },
});

it('says nothing of mail that this server cannot send and nobody asked for', async () => {
  const quiet = { '/v3/build/9/notifications': unset, '/v3/build/9/config': config() };
  await onStage({ api: quiet }, async (stage) => {
    await stage.mount('tp-notifications', { buildId: 9, version: 1 });
    await expect
      .poll(() => stage.calls.map(({ call }) => call))
      .toContain('GET /v3/build/9/config');
    await stage.page.waitForLoadState('networkidle');
    expect(await stage.page.getByText('Not configured').count()).toBe(0);
  });
});

it('says that mail cannot be sent where the configuration asks for it', async () => {
  const wanted = {
    '/v3/build/9/notifications': unset,
    '/v3/build/9/config': config({ email: ['ada@example.org'] }),
  };
  await onStage({ api: wanted }, place);
});

itIsAccessible({ api }, place);
