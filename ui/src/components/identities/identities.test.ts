import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const identity = (id: number, host_title: string, more: object = {}): object => ({
  '@type': 'identity',
  ...{ id, host: host_title.toLowerCase(), host_title, login: 'mira', name: null, scopes: [] },
  ...{ can_log_in: true, linked_at: '2026-01-01T00:00:00Z', synced_at: null, expires_at: null },
  revoked_at: null,
  ...more,
});
const hosts = [{ id: 'lab', title: 'Lab', kind: 'redirect', url: '/auth/lab/start' }];
const list = (...identities: object[]) => ({ '@type': 'identities', identities });
const api = {
  '/v3/user/identities': list(
    identity(3, 'Hub'),
    identity(4, 'Old', { revoked_at: '2026-01-02T00:00:00Z' }),
  ),
  'POST /v3/user/identities': { '@type': 'sign_in', url: 'https://lab.example/authorize' },
  'DELETE /v3/user/identity/3': {},
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-identities', { hosts });
  await stage.page.getByText('mira @ Hub').waitFor();
};

it('lists what is linked, and says what has to be linked again', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.getByRole('listitem').nth(1))).toContain('link it again');
  });
});

it('asks the server where the browser goes on to link another', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const gone = stage.page.evaluate(
      () =>
        new Promise((resolve) =>
          document
            .querySelector('tp-identities')
            ?.addEventListener('go', (event) => resolve((event as CustomEvent).detail)),
        ),
    );
    await stage.page.getByRole('button', { name: 'Link Lab' }).click();
    expect(await gone).toBe('https://lab.example/authorize');
    expect(stage.calls.at(-1)).toEqual({
      call: 'POST /v3/user/identities',
      body: { host: 'lab' },
    });
  });
});

it('unlinks one when that is confirmed', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Unlink mira at Hub' }).click();
    await stage.page.getByRole('button', { name: 'Unlink', exact: true }).click();
    await expect
      .poll(() => stage.calls.map(({ call }) => call))
      .toContain('DELETE /v3/user/identity/3');
  });
});

it('says what an administrator has to do where no host is listed', async () => {
  await onStage({ api: { '/v3/user/identities': list() } }, async (stage) => {
    await stage.mount('tp-identities', { hosts: [] });
    await stage.page.getByText('Administrators add one to its configuration').waitFor();
  });
});

itIsAccessible({ api }, place);
