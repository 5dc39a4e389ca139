import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const token = {
  ...{ '@type': 'token', id: 7, name: 'deploy', scopes: ['write'] },
  ...{ created_at: '2026-01-01T00:00:00Z', used_at: null, expires_at: '2026-12-31T00:00:00Z' },
};
const api = {
  '/v3/owner/acme/tokens': { '@type': 'tokens', tokens: [token] },
  'POST /v3/owner/acme/tokens': { ...token, name: 'new', token: 'tp_once' },
  'DELETE /v3/owner/acme/token/7': {},
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-owner-tokens', { owner: 'acme' });
  await stage.page.getByText('deploy', { exact: true }).waitFor();
};
const sent = (stage: Stage, call: string): unknown[] =>
  stage.calls.filter((one) => one.call === call).map(({ body }) => body);

it('makes a token and shows it once, and revokes after a question', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const { page } = stage;
    await page.getByLabel('Name').fill('new');
    await page.getByRole('combobox', { name: 'Right' }).selectOption('admin');
    await page.getByLabel('Ends after days').fill('30');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByText('tp_once').waitFor();
    const made = { name: 'new', level: 'admin', expires_in_days: 30 };
    expect(sent(stage, 'POST /v3/owner/acme/tokens')).toEqual([made]);
    await page.getByRole('button', { name: 'Revoke deploy' }).click();
    expect(sent(stage, 'DELETE /v3/owner/acme/token/7')).toEqual([]);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect.poll(() => sent(stage, 'DELETE /v3/owner/acme/token/7')).toHaveLength(1);
  });
});

itIsAccessible({ api }, place);
