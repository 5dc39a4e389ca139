import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const entry = {
  '@type': 'audit_entry',
  id: 7,
  at: '2026-01-01T00:00:00Z',
  who: 'ada',
  user_id: 1,
  via: 'session',
  address: '192.0.2.7',
  action: 'user.suspend',
  target: 'user/grace',
  repository_id: null,
  before: { suspended: false },
  after: { suspended: true },
  outcome: 'begun',
};
const list = (entries: readonly object[]): object => ({
  '@type': 'audit_entries',
  audit_entries: entries,
});
const api = { '/v3/audit': list([entry]) };
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-audit-list');
  await stage.page.getByText('user.suspend').waitFor();
};

it('says who did what to which, with what it was and is, and what is not known', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    for (const text of ['ada', 'from 192.0.2.7', 'user/grace', '{"suspended":true}', /Begun/])
      await stage.page.getByText(text).first().waitFor();
  });
});

it('asks for what the filter says, and exports the same', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Thing').fill('user/grace');
    const asked = stage.page.waitForRequest((one) => one.url().includes('target=user'));
    await stage.page.getByRole('button', { name: 'Filter' }).click();
    await asked;
    const link = stage.page.getByRole('link', { name: 'Export as JSON lines' });
    await expect.poll(() => link.getAttribute('href')).toContain('audit.jsonl?target=user%2Fgrace');
  });
});

it('asks for those of one repository', async () => {
  await onStage({ api: { '/v3/repo/5/audit': list([]) } }, async (stage) => {
    await stage.mount('tp-audit-list', { repository: 5 });
    await stage.page.getByText('Nothing is written here').waitFor();
  });
});

it('says why nothing can be shown', async () => {
  await onStage({ api: {} }, async (stage) => {
    await stage.mount('tp-audit-list');
    await stage.page.getByText('Not here.').waitFor();
  });
});

itIsAccessible({ api }, place);
