import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const health = (more: object = {}): object => ({
  ...{ '@type': 'webhook_health', installed: true, problem: null, last_status: null },
  ...{ last_delivery_at: '2026-01-01T00:00:00Z', ...more },
});
const api = {
  '/v3/repo/7/hook/health': health(),
  'POST /v3/repo/7/hook/test': { '@type': 'webhook_test', message: 'asked' },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-hook-health', { repo: 7 });
  await stage.page.getByRole('status').first().waitFor();
};

it('sends a test delivery to a webhook that does well', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('It is set up at the host.').waitFor();
    expect(await stage.page.getByRole('button', { name: 'Set it up' }).count()).toBe(0);
    await stage.page.getByRole('button', { name: 'Send a test delivery' }).click();
    await expect
      .poll(() => stage.calls.some(({ call }) => call === 'POST /v3/repo/7/hook/test'))
      .toBe(true);
  });
});

it('says what is wrong, and sets it up', async () => {
  const off = health({ problem: 'The webhook is switched off.' });
  const broken = { ...api, '/v3/repo/7/hook/health': off, 'POST /v3/repo/7/activate': {} };
  await onStage({ api: broken }, async (stage) => {
    await place(stage);
    await stage.page.getByText('The webhook is switched off.').waitFor();
    await stage.page.getByRole('button', { name: 'Set it up' }).click();
    await expect
      .poll(() => stage.calls.some(({ call }) => call === 'POST /v3/repo/7/activate'))
      .toBe(true);
  });
});

itIsAccessible({ api }, place);
