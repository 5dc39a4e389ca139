import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const repository = (id: number, slug: string, state: string | null): object => ({
  '@type': 'repository',
  id,
  slug,
  name: slug.split('/')[1],
  active: true,
  private: id === 2,
  current_build: state && {
    '@type': 'build',
    id: id * 10,
    number: '4',
    state,
    pull_request_number: null,
    started_at: '2026-01-01T00:00:00Z',
    finished_at: '2026-01-01T00:01:00Z',
    branch: { name: 'main' },
    commit: { message: 'Fix it' },
  },
});
const list = (repositories: object[]): object => ({ '@type': 'repositories', repositories });
const api = {
  '/v3/repos': list([repository(1, 'acme/widgets', 'passed'), repository(2, 'acme/shop', null)]),
};
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-home-page');
  await stage.page.getByText('widgets').waitFor();
};

it('lists repositories with the state of their newest build', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('tp-repository-row');
    expect(await shownText(rows.nth(0))).toMatch(
      /Passed[\s\S]*acme \/ widgets[\s\S]*Fix it[\s\S]*# 4/,
    );
    expect(await shownText(rows.nth(1))).toMatch(/No builds[\s\S]*waits for its first push/);
  });
});

it('searches on the server and says when nothing is found', async () => {
  await onStage({ api: { '/v3/repos': list([]) } }, async (stage) => {
    await stage.mount('tp-home-page');
    await stage.page.getByText('No repositories yet').waitFor();
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('zebra');
    await stage.page.getByText('No repository has that name').waitFor();
    await expect.poll(() => new URL(stage.page.url()).search).toBe('?q=zebra');
    await stage.page.getByRole('button', { name: 'Show all' }).click();
    await stage.page.getByText('No repositories yet').waitFor();
    expect(new URL(stage.page.url()).search).toBe('');
  });
});

/** The server's side of the live socket: tells what the test says. */
async function liveOf(stage: Stage): Promise<(event: string, data: object) => Promise<void>> {
  let tell: ((text: string) => void) | undefined;
  await stage.page.routeWebSocket(/\/live$/, (socket) => {
    tell = (text) => socket.send(text);
  });
  await stage.page.evaluate(() => window.harness.live.open());
  return async (event, data) => {
    await expect.poll(() => tell !== undefined, { timeout: 60_000 }).toBe(true);
    tell?.(JSON.stringify({ event, data }));
  };
}

it('counts what there is, when a repository comes or goes, without being loaded again', async () => {
  const paged = (rows: object[], count: number): object => ({
    ...list(rows),
    '@pagination': { limit: 2, offset: 0, count, is_first: true, is_last: count < 3 },
  });
  const [one, two, three] = ['widgets', 'shop', 'engine'].map((name, at) =>
    repository(at + 1, `acme/${name}`, null),
  ) as [object, object, object];
  const answers: Record<string, unknown> = { '/v3/repos': paged([one, two], 3) };
  await onStage({ api: answers }, async (stage) => {
    const tell = await liveOf(stage);
    await place(stage);
    const total = stage.page.getByRole('navigation', { name: 'Pages' });
    await total.getByText('1–2 of 3').waitFor();
    answers['/v3/repos'] = paged([one, three], 4);
    answers['/v3/repo/4'] = repository(4, 'acme/new', null);
    await tell('repository:changed', { repository_id: 4 });
    await total.getByText('1–2 of 4').waitFor();
    answers['/v3/repos'] = paged([two, three], 3);
    await tell('repository:changed', { repository_id: 1 });
    await total.getByText('1–2 of 3').waitFor();
    await expect.poll(() => stage.page.getByText('widgets').count()).toBe(0);
  });
});

it('shows a failure with a way out', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-home-page');
    await stage.page.getByRole('button', { name: 'Try again' }).waitFor();
  });
});

itIsAccessible({ api }, place);
