import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const repository = { '@type': 'repository', id: 1, slug: 'acme/widgets' };
const pagination = { limit: 25, offset: 0, count: 0, is_first: true, is_last: true };
const request = (id: number, more: object): object => ({
  '@type': 'request',
  id,
  state: 'finished',
  result: 'approved',
  event_type: 'push',
  branch_name: 'main',
  created_at: '2026-01-01T00:00:00Z',
  builds: [],
  ...more,
});
const list = (...requests: object[]): Readonly<Record<string, unknown>> => ({
  '/v3/repo/1/requests': { '@type': 'requests', '@pagination': pagination, requests },
});
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-request-list', { repository });
  await stage.page.locator('tp-empty, .request').first().waitFor();
};
const built = request(1, {
  commit: { '@type': 'commit', sha: 'abc', message: 'Fix it\nmore' },
  sender: 'mira',
  builds: [{ '@type': 'build', id: 70, number: '7' }],
});
const rejected = request(2, {
  result: 'rejected',
  message: 'The commit message says not to build.',
  rule: 'skip',
  commit_message: '[skip ci] words',
});

it('says what became of each, and links the build', async () => {
  await onStage({ api: list(built, rejected) }, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('.request');
    expect(await shownText(rows.nth(0))).toMatch(/^Built Fix it push main mira/);
    const link = rows.nth(0).getByRole('link', { name: 'Build #7' });
    expect(await link.getAttribute('href')).toBe('/acme/widgets/builds/70');
    const why = await shownText(rows.nth(1));
    expect(why).toMatch(/^Rejected \[skip ci\] words[\s\S]*says not to build\. skip/);
    expect(await rows.nth(1).getByRole('link').count()).toBe(0);
  });
});

it('names who asked where no commit is known, and that it is being read', async () => {
  const waiting = request(3, { state: 'processing', result: null, event_type: 'cron' });
  const asked = request(4, {
    state: 'pending',
    result: null,
    event_type: 'api',
    branch_name: null,
  });
  await onStage({ api: list(waiting, asked) }, async (stage) => {
    await place(stage);
    const rows = stage.page.locator('.request');
    expect(await shownText(rows.nth(0))).toMatch(/^Reading By schedule: main/);
    expect(await shownText(rows.nth(1))).toMatch(/^Waiting Asked for by hand/);
  });
});

it('asks the server for one result only, and says when there is nothing', async () => {
  await onStage({ api: list() }, async (stage) => {
    await place(stage);
    await stage.page.getByText('Nothing has asked for a build yet').waitFor();
    const asked = stage.page.waitForRequest((one) => one.url().includes('result=rejected'));
    await stage.page.getByLabel('Result').selectOption('rejected');
    await asked;
  });
});

it('shows a failure with a way out', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-request-list', { repository });
    await stage.page.getByRole('button', { name: 'Try again' }).waitFor();
  });
});

itIsAccessible({ api: list(built, rejected) }, place);
