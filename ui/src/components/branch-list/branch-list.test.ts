import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const repository = { '@type': 'repository', id: 1, slug: 'acme/widgets' };
const build = (id: number, state: string): object => ({
  '@type': 'build',
  id,
  number: String(id - 10),
  state,
  commit: { '@type': 'commit', sha: 'abc', message: `Change ${id}` },
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:01:00Z',
});
const branch = (name: string, more: object = {}): object => ({
  '@type': 'branch',
  name,
  default_branch: name === 'main',
  exists_on_github: true,
  last_build: build(17, 'passed'),
  recent_builds: [build(17, 'passed'), build(16, 'failed')],
  ...more,
});
const list = (...branches: object[]): Readonly<Record<string, unknown>> => ({
  '/v3/repo/1/branches': {
    '@type': 'branches',
    '@pagination': { limit: 50, offset: 0, count: branches.length, is_first: true, is_last: true },
    branches,
  },
});
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-branch-list', { repository });
  await stage.page.locator('tp-empty, .branch').first().waitFor();
};
const gone = branch('old', { exists_on_github: false });
const fresh = branch('fresh', { last_build: null, recent_builds: [] });

it('shows the last build of each and a tile for each recent one', async () => {
  await onStage({ api: list(branch('main')) }, async (stage) => {
    await place(stage);
    expect(await shownText(stage.page.locator('.branch'))).toMatch(
      /^Passed main default Change 17/,
    );
    const tiles = stage.page.getByRole('list', { name: 'Recent builds of main' }).getByRole('link');
    expect(
      await tiles.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))),
    ).toEqual(['Build 7: Passed', 'Build 6: Failed']);
    expect(await tiles.nth(1).getAttribute('href')).toBe('/acme/widgets/builds/16');
  });
});

it('puts branches that are gone apart, and says that one has no builds', async () => {
  await onStage({ api: list(gone, fresh) }, async (stage) => {
    await place(stage);
    const text = await shownText(stage.page.locator('tp-branch-list'));
    expect(text).toMatch(/No builds fresh[\s\S]*No longer in the repository[\s\S]*old/);
  });
});

it('looks for a name on the server', async () => {
  await onStage({ api: list() }, async (stage) => {
    await place(stage);
    await stage.page.getByText('No branch was built yet').waitFor();
    const asked = stage.page.waitForRequest((one) => one.url().includes('name=zebra'));
    await stage.page.getByLabel('Find a branch').fill(' zebra ');
    await asked;
    await stage.page.getByText('No branch has that name').waitFor();
  });
});

itIsAccessible({ api: list(branch('main'), gone, fresh) }, place);
