import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const build = (id: number): object => ({
  '@type': 'build',
  id,
  number: String(id),
  state: 'passed',
  event_type: 'push',
  pull_request_title: null,
  pull_request_number: null,
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:02:00Z',
  branch: { '@type': 'branch', name: 'main' },
  commit: { '@type': 'commit', sha: '4f2a91c0d3aaaa', message: `Change ${id}` },
  sender: 'mira',
});
const page = (offset: number, count: number): object => ({
  '@type': 'builds',
  '@pagination': {
    limit: 25,
    offset,
    count,
    is_first: offset === 0,
    is_last: offset + 25 >= count,
    next: { offset: offset + 25 },
    prev: { offset: Math.max(0, offset - 25) },
  },
  builds: Array.from({ length: Math.min(25, count - offset) }, (_none, at) =>
    build(count - offset - at),
  ),
});

/** The API with 60 builds, none of which failed or is of another branch. Answers what was asked for. */
async function serve(stage: Stage): Promise<URLSearchParams[]> {
  const asked: URLSearchParams[] = [];
  await stage.page.route('**/v3/repo/3/builds?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    asked.push(query);
    const isNone = query.get('build.state') === 'failed' || query.get('branch.name') === 'other';
    await route.fulfill({ json: page(Number(query.get('offset') ?? 0), isNone ? 0 : 60) });
  });
  return asked;
}
const place = async (stage: Stage, more: object = {}): Promise<URLSearchParams[]> => {
  const asked = await serve(stage);
  await stage.mount('tp-build-list', {
    repository: { id: 3, slug: 'acme/widgets' },
    eventTypes: 'push,api,cron',
    ...more,
  });
  await stage.page.getByText('Change 60').waitFor();
  return asked;
};

it('begins at the first page again whenever it is narrowed, and shows all again', async () => {
  await onStage({}, async (stage) => {
    const asked = await place(stage);
    await stage.page.getByRole('button', { name: 'Next' }).click();
    await stage.page.getByText('Change 35').waitFor();
    await stage.page.getByLabel('State').selectOption({ label: 'Failed' });
    await stage.page.getByText('No build is in this state').waitFor();
    expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({ 'build.state': 'failed' });
    expect(Number(asked.at(-1)?.get('offset') ?? 0)).toBe(0);
    await stage.page.getByRole('button', { name: 'Show all' }).press('Enter');
    await stage.page.getByText('Change 60').waitFor();
    expect(await stage.page.getByLabel('State').inputValue()).toBe('');
  });
});

it('asks for a branch once it was typed, and for the kind of event', async () => {
  await onStage({}, async (stage) => {
    const asked = await place(stage);
    const before = asked.length;
    await stage.page.getByLabel('Branch').pressSequentially('other');
    await stage.page.getByText('No build is like this').waitFor();
    expect(asked.slice(before).map((query) => query.get('branch.name'))).toEqual(['other']);
    await stage.page.getByRole('button', { name: 'Show all' }).click();
    await stage.page.getByText('Change 60').waitFor();
    expect(await stage.page.getByLabel('Branch').inputValue()).toBe('');
    await stage.page.getByLabel('Event').selectOption({ label: 'Scheduled' });
    await expect.poll(() => asked.at(-1)?.get('build.event_type')).toBe('cron');
  });
});

it('offers no kinds of events where only pull requests are listed', async () => {
  await onStage({}, async (stage) => {
    await place(stage, { eventTypes: 'pull_request' });
    expect(await stage.page.getByLabel('Event').count()).toBe(0);
  });
});

it('reads again when something happened, and keeps what is shown if that fails', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.unroute('**/v3/repo/3/builds?*');
    await stage.page.evaluate(() => Object.assign(window.harness.element(), { tick: 1 }));
    await expect.poll(() => stage.calls.length).toBeGreaterThan(0);
    expect(await stage.page.getByText('Change 60').count()).toBe(1);
  });
});

it('says that builds cannot be read, and tries again when asked', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-build-list', { repository: { id: 3, slug: 'acme/widgets' } });
    const again = stage.page.getByRole('button', { name: /again/i });
    await again.waitFor();
    await serve(stage);
    await again.click();
    await stage.page.getByText('Change 60').waitFor();
  });
});

itIsAccessible({}, place);
