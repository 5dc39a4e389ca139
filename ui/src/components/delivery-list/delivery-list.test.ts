import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const repository = { '@type': 'repository', id: 1, slug: 'acme/widgets' };
const delivery = (id: number, outcome: string, more: object = {}): object => ({
  '@type': 'delivery',
  id,
  guid: `guid-${id}`,
  provider: 'git',
  event: 'push',
  outcome,
  reason: null,
  received_at: '2026-01-01T00:00:00Z',
  ...more,
});
const whole = delivery(5, 'accepted', {
  headers: { 'content-type': 'application/json' },
  body: '{"ref":"refs/heads/main"}',
});
const list = (...deliveries: object[]): Readonly<Record<string, unknown>> => ({
  '/v3/repo/1/deliveries': {
    '@type': 'deliveries',
    '@pagination': { limit: 25, offset: 0, count: 1, is_first: true, is_last: true },
    deliveries,
  },
  '/v3/delivery/5': whole,
  'POST /v3/delivery/5/redeliver': { '@type': 'pending' },
});
const all = list(
  delivery(5, 'accepted'),
  delivery(6, 'rejected', { reason: 'The signature does not fit.' }),
  delivery(7, 'ignored'),
);
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-delivery-list', { repository });
  await stage.page.locator('tp-empty, .delivery').first().waitFor();
};

it('says what became of each message, and why', async () => {
  await onStage({ api: all }, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('.delivery');
    expect(await shownText(rows.nth(0))).toMatch(/^Accepted push by git guid-5/);
    expect(await shownText(rows.nth(1))).toMatch(/^Rejected[\s\S]*The signature does not fit\./);
    expect(await shownText(rows.nth(2))).toMatch(/^Ignored/);
  });
});

it('shows head and body of one as they came, and hides them again', async () => {
  await onStage({ api: all }, async (stage) => {
    await place(stage);
    const button = stage.page.getByRole('button', { name: 'Show' }).first();
    await button.click();
    await stage.page.getByText('content-type: application/json').waitFor();
    await stage.page.getByText('"ref": "refs/heads/main"').waitFor();
    const hide = stage.page.getByRole('button', { name: 'Hide' });
    expect(await hide.getAttribute('aria-expanded')).toBe('true');
    await hide.click();
    await stage.page.locator('tp-config-source').first().waitFor({ state: 'detached' });
  });
});

it('takes one in again', async () => {
  await onStage({ api: all }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Redeliver' }).first().click();
    await expect
      .poll(() => stage.calls.filter(({ call }) => call === 'POST /v3/delivery/5/redeliver').length)
      .toBe(1);
  });
});

it('says where pushes stand that were found by looking', async () => {
  await onStage({ api: list() }, async (stage) => {
    await place(stage);
    await stage.page.getByText('they are under Requests').waitFor();
  });
});

itIsAccessible({ api: all }, place);
