import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const owner = (login: string, suspended_at: string | null): object => ({
  '@type': 'organization',
  id: login.length,
  login,
  suspended_at,
});
const api = {
  '/v3/owners': {
    '@type': 'owners',
    owners: [owner('acme', null), owner('late', '2026-01-01T00:00:00Z')],
  },
  'POST /v3/owner/acme/suspend': owner('acme', '2026-01-01T00:00:00Z'),
  'POST /v3/owner/late/reactivate': owner('late', null),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-owner-list');
  await stage.page.getByText('its jobs wait').waitFor();
};
const wasAsked = (stage: Stage, call: string): boolean =>
  stage.calls.some((one) => one.call === call);

it('suspends an owner after a question, and lets one go on', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Suspend the owner acme' }).click();
    expect(wasAsked(stage, 'POST /v3/owner/acme/suspend')).toBe(false);
    await stage.page.getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect.poll(() => wasAsked(stage, 'POST /v3/owner/acme/suspend')).toBe(true);
    await stage.page.getByRole('button', { name: 'Reactivate the owner late' }).click();
    await expect.poll(() => wasAsked(stage, 'POST /v3/owner/late/reactivate')).toBe(true);
  });
});

it('says when there are none', async () => {
  const none = { '/v3/owners': { '@type': 'owners', owners: [] } };
  await onStage({ api: none }, async (stage) => {
    await stage.mount('tp-owner-list');
    await stage.page.getByText('No owners yet').waitFor();
  });
});

itIsAccessible({ api }, place);
