import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const host = (more: object = {}): object => ({
  '@type': 'host',
  id: 'github',
  kind: 'github',
  url: 'https://github.com',
  callback_url: 'https://ci.example.com/auth/github/callback',
  hook_url: 'https://ci.example.com/hooks/github',
  can_make_app: true,
  app: null,
  ...more,
});
const app = {
  id: '4711',
  slug: 'turnpike-of-acme',
  url: 'https://github.com/apps/turnpike-of-acme',
  client_id: 'Iv23liAcme',
};
const made = host({ id: 'made', app });
const api = {
  '/v3/hosts': {
    '@type': 'hosts',
    hosts: [host(), made, host({ id: 'git', can_make_app: false })],
  },
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-host-table');
  await stage.page.getByRole('heading', { name: 'Code hosts' }).waitFor();
};

it('leads to the page from which an app is made, and to where it is installed', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const make = stage.page.getByRole('link', { name: 'Make an app' });
    expect(await make.count()).toBe(1);
    expect(await make.getAttribute('href')).toBe('/auth/github/app');
    const install = stage.page.getByRole('link', { name: 'Install it on repositories' });
    expect(await install.getAttribute('href')).toBe(`${app.url}/installations/new`);
    expect(await shownText(stage.page.locator('tbody tr').first())).toContain(
      'https://ci.example.com/hooks/github',
    );
  });
});

it('forgets an app after a question', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Forget it' }).click();
    expect(stage.calls.some(({ call }) => call.startsWith('DELETE'))).toBe(false);
    await stage.page.locator('tp-confirm').getByRole('button', { name: 'Forget it' }).click();
    await expect
      .poll(() => stage.calls.map(({ call }) => call))
      .toContain('DELETE /v3/host/made/app');
  });
});

it('takes no room where no host is configured', async () => {
  await onStage({ api: { '/v3/hosts': { '@type': 'hosts', hosts: [] } } }, async (stage) => {
    await stage.mount('tp-host-table');
    await expect.poll(() => stage.calls.length).toBe(1);
    expect(await stage.page.locator('section').count()).toBe(0);
  });
});

itIsAccessible({ api }, place);
