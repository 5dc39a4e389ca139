import { describe, expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const ALL = { create_request: true, settings_read: true, admin: true, activate: true };
const repository = (more: object = {}): object => ({
  '@type': 'repository',
  '@permissions': ALL,
  id: 1,
  slug: 'acme/widgets',
  name: 'widgets',
  description: 'Turns and turns.',
  private: true,
  active: true,
  html_url: 'https://git.example/acme/widgets',
  default_branch: { '@type': 'branch', name: 'main' },
  ...more,
});
const api = (one: object): Readonly<Record<string, unknown>> => ({
  '/v3/repo/acme%2Fwidgets': one,
  '/v3/repo/1/builds': {
    '@type': 'builds',
    '@pagination': { limit: 25, offset: 0, count: 0, is_first: true, is_last: true },
    builds: [],
  },
  '/v3/ui': { '@type': 'ui', contributions: [] },
  'POST /v3/repo/1/activate': repository(),
});
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-repository-page', { slug: 'acme/widgets' });
  await stage.page.getByRole('heading', { level: 1, name: 'widgets' }).waitFor();
};
const tabs = (stage: Stage): Promise<string[]> =>
  stage.page
    .getByRole('navigation', { name: 'Views of the repository' })
    .getByRole('link')
    .allInnerTexts();

it('shows what it is, and all views to who may see all', async () => {
  await onStage({ api: api(repository()) }, async (stage) => {
    await place(stage);
    expect(await tabs(stage)).toEqual([
      'Builds',
      'Branches',
      'Pull requests',
      'Requests',
      'Settings',
      'Deliveries',
      'People',
      'Audit log',
    ]);
    await stage.page.getByText('Turns and turns.').waitFor();
    const code = stage.page.getByRole('link', { name: 'Code' });
    expect(await code.getAttribute('href')).toBe('https://git.example/acme/widgets');
    expect(await stage.page.title()).toContain('acme/widgets');
  });
});

it('shows a reader neither settings nor deliveries, and nothing to press for', async () => {
  await onStage({ api: api(repository({ '@permissions': {} })) }, async (stage) => {
    await place(stage);
    expect(await tabs(stage)).toEqual(['Builds', 'Branches', 'Pull requests', 'Requests']);
    expect(await stage.page.getByRole('button', { name: 'Trigger build' }).count()).toBe(0);
  });
});

it('links no address that is none', async () => {
  await onStage({ api: api(repository({ html_url: 'javascript:alert(1)' })) }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByRole('link', { name: 'Code' }).count()).toBe(0);
  });
});

it('says since when its code host cannot be asked, why and what to do', async () => {
  const health = {
    state: 'failing',
    since: '2026-01-01T00:00:00Z',
    code: 'TURNPIKE_VCS_GONE',
    message: 'The repository is not there any more.',
    way_out: 'Set its new address under Settings.',
  };
  await onStage({ api: api(repository({ health })) }, async (stage) => {
    await place(stage);
    // Lists that still load are announced as well.
    const note = stage.page.getByRole('status').filter({ hasText: 'code host' });
    const text = await shownText(note);
    expect(text).toMatch(
      /cannot be asked since [\s\S]*no push is seen\. The repository is not there any more\. TURNPIKE_VCS_GONE Set its new address/,
    );
  });
});

it('says that it has moved of late, and goes to its address of today', async () => {
  const moved = { from: 'acme/gadgets', at: new Date(Date.now() - 86_400_000).toISOString() };
  const answers = {
    ...api(repository({ moved })),
    '/v3/repo/acme%2Fgadgets': repository({ moved }),
  };
  await onStage({ api: answers }, async (stage) => {
    await stage.page.evaluate(() => history.replaceState(null, '', '/acme/gadgets?page=2'));
    await stage.mount('tp-repository-page', { slug: 'acme/gadgets' });
    const note = stage.page.getByRole('status').filter({ hasText: 'Moved' });
    expect(await shownText(note)).toMatch(/acme\/gadgets is acme\/widgets since/);
    await stage.page.waitForURL('**/acme/widgets?page=2');
  });
  const long = { ...moved, at: '2024-01-01T00:00:00Z' };
  await onStage({ api: api(repository({ moved: long })) }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByText('Moved at its code host').count()).toBe(0);
  });
});

it('offers to activate to who may, and says what inactive means', async () => {
  await onStage({ api: api(repository({ active: false })) }, async (stage) => {
    await place(stage);
    await stage.page.getByText('pushes to it start no builds').waitFor();
    expect(await stage.page.getByRole('button', { name: 'Trigger build' }).count()).toBe(0);
    await stage.page.getByRole('button', { name: 'Activate' }).click();
    await expect
      .poll(() => stage.calls.some(({ call }) => call === 'POST /v3/repo/1/activate'))
      .toBe(true);
  });
  const reader = repository({ active: false, '@permissions': {} });
  await onStage({ api: api(reader) }, async (stage) => {
    await place(stage);
    expect(await stage.page.getByRole('button', { name: 'Activate' }).count()).toBe(0);
  });
});

it('opens and closes the dialog of a build by keyboard', async () => {
  await onStage({ api: api(repository()) }, async (stage) => {
    await place(stage);
    const open = stage.page.getByRole('button', { name: 'Trigger build' });
    await open.press('Enter');
    await stage.page.getByRole('textbox', { name: 'Branch' }).waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.page.locator('tp-trigger-dialog').waitFor({ state: 'detached' });
  });
});

itIsAccessible({ api: api(repository()) }, place);
describe('after a move', () => {
  const at = new Date(Date.now() - 86_400_000).toISOString();
  itIsAccessible({ api: api(repository({ moved: { from: 'acme/gadgets', at } })) }, place);
});
