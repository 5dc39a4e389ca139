import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const sync = (patch: object = {}): object => ({
  ...{ '@type': 'sync', id: 1, host: 'github', login: 'ada', state: 'done' },
  ...{ repositories: 214, owners: 3, withheld: [], message: null, way_out: null },
  ...{ started_at: '2026-01-01T00:00:00Z', finished_at: '2026-01-01T00:00:10Z' },
  ...{ synced_at: '2026-01-01T00:00:10Z', next_at: '2026-01-02T00:00:00Z' },
  ...patch,
});
const partial = sync({
  ...{ id: 2, host: 'github-acme', login: 'lovelace', state: 'partial', synced_at: null },
  ...{ message: 'The host has left something out.', way_out: 'Look there.' },
  withheld: [
    { account: 'acme', reason: 'It asks for single sign-on.', url: 'https://github.com/sso' },
    { account: '5', reason: 'Blocked.', url: 'javascript:alert(1)' },
  ],
});
const list = (...syncs: readonly object[]): object => ({ '@type': 'syncs', syncs });
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-host-syncs', { user: 7 });
  await stage.page.getByText('ada @ github', { exact: true }).waitFor();
};

it('says what is known of each host, since when, and what is left out where', async () => {
  await onStage({ api: { '/v3/user/syncs': list(sync(), partial) } }, async (stage) => {
    await place(stage);
    const text = await shownText(stage.page.locator('section'));
    expect(text).toContain('214 repositories of 3 owners');
    expect(text).toContain('lovelace @ github-acme');
    expect(text).toContain('never known in full yet');
    const links = await stage.page
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toEqual(['https://github.com/sso']);
    await stage.page.getByText('Blocked.').waitFor();
  });
});

it('asks anew, and not again while it goes on', async () => {
  const api = {
    '/v3/user/syncs': list(sync({ state: 'running', repositories: 1, owners: 1 })),
    'POST /v3/user/7/sync': { '@type': 'user', id: 7, login: 'ada', name: null },
  };
  await onStage({ api: { ...api, '/v3/user/syncs': list(sync()) } }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Sync now' }).click();
    const asked = () => stage.calls.filter(({ call }) => call === 'POST /v3/user/7/sync').length;
    await expect.poll(asked).toBe(1);
  });
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('is being asked: 1 repository of 1 owner').waitFor();
    expect(await stage.page.getByRole('button', { name: 'Syncing …' }).isDisabled()).toBe(true);
  });
});

it('tells when a host has been asked, once', async () => {
  await onStage({}, async (stage) => {
    const states = ['running', 'done'];
    await stage.page.route('**/v3/user/syncs', (route) =>
      route.fulfill({ json: list(sync({ state: states.length > 1 ? states.shift() : 'done' })) }),
    );
    await stage.page.evaluate(() =>
      document.addEventListener('synced', () => (document.title += 'synced '), { capture: true }),
    );
    await place(stage);
    await stage.page.getByRole('button', { name: 'Sync now' }).waitFor();
    await stage.page.waitForTimeout(1_200);
    expect((await stage.page.title()).match(/synced/g)).toHaveLength(1);
  });
});

it('shows nothing where no host is linked', async () => {
  await onStage({ api: { '/v3/user/syncs': list() } }, async (stage) => {
    await stage.mount('tp-host-syncs', { user: 7 });
    await stage.page.waitForTimeout(300);
    expect(await stage.page.getByRole('heading').count()).toBe(0);
  });
});

itIsAccessible({ api: { '/v3/user/syncs': list(sync(), partial) } }, place);
